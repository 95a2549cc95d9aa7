// Client metadata that is refused: OAuth's error object, not Okta's own (RFC 7591 3.2.2; S-363).
import { type Answer, noStore } from '../../exchange.js'
import { Refusal } from '../../refusal.js'

/** 400 `invalid_client_metadata`. */
export class ClientMetadataRefusal extends Refusal {
  readonly rule = 'clientMetadataInvalid'
  readonly source = 'S-363'

  /** @param description `client_name: The field cannot be left blank` */
  constructor(
    readonly description: string,
    reason: string,
  ) {
    super(description, reason)
  }

  answer(): Answer {
    const json = { error: 'invalid_client_metadata', error_description: this.description }
    return { status: 400, headers: noStore, json }
  }
}

/** Refuses a field of the metadata. */
export const refuseMetadata = (field: string, problem: string, reason = `${field}: ${problem}`): never => {
  throw new ClientMetadataRefusal(`${field}: ${problem}`, reason)
}
