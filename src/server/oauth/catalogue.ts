// Every refusal of an authorization server, and how it is thrown and answered. The entries stand by topic in errors/.
import { type Answer, noStore } from '../exchange.js'
import type { Random } from '../random.js'
import { Refusal } from '../refusal.js'
import { assertion } from './errors/assertion.js'
import { authentication } from './errors/authentication.js'
import { authorize } from './errors/authorize.js'
import { clientCredentials } from './errors/client-credentials.js'
import { clients } from './errors/clients.js'
import { customServer } from './errors/custom-server.js'
import { device } from './errors/device.js'
import { dpop } from './errors/dpop.js'
import { enrollAuthenticator } from './errors/enroll-authenticator.js'
import { interactionCode } from './errors/interaction-code.js'
import { logout } from './errors/logout.js'
import type { OAuthError } from './errors/oauth-error.js'
import { par } from './errors/par.js'
import { password } from './errors/password.js'
import { refresh } from './errors/refresh.js'
import { requestObject } from './errors/request-object.js'
import { requests } from './errors/requests.js'
import { scopes } from './errors/scopes.js'
import { token } from './errors/token.js'

const catalogue = {
  ...requests,
  ...clients,
  ...assertion,
  ...dpop,
  ...requestObject,
  ...par,
  ...authorize,
  ...authentication,
  ...enrollAuthenticator,
  ...interactionCode,
  ...scopes,
  ...token,
  ...refresh,
  ...clientCredentials,
  ...password,
  ...logout,
  ...device,
  ...customServer,
}

/** The name of a refusal in the catalogue. */
export type OAuthErrorId = keyof typeof catalogue

/** All refusals by name. */
export const oauthErrors: Readonly<Record<OAuthErrorId, OAuthError>> = catalogue

/** What a refusal needs beside its name: the line for the log, values for the text, further headers, the error behind it. */
export interface Because {
  readonly reason: string
  readonly values?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/** A refusal of an authorization server. */
export class OAuthRefusal extends Refusal {
  readonly entry: OAuthError
  readonly description: string
  readonly headers: Readonly<Record<string, string>>

  constructor(
    readonly rule: OAuthErrorId,
    { reason, values = [], headers = {}, cause }: Because,
  ) {
    const entry = oauthErrors[rule]
    const description = entry.description.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '')
    super(`${entry.error}: ${description}`, reason, { cause })
    this.entry = entry
    this.description = description
    this.headers = headers
  }

  get source(): string {
    return this.entry.source
  }

  answer(random: Random): Answer {
    const { status, error, shape } = this.entry
    const json =
      shape === 'api'
        ? {
            errorCode: error,
            errorSummary: this.description,
            errorLink: error,
            errorId: `oae${random.bytes(16).toString('base64url')}`,
            errorCauses: [],
          }
        : { error, error_description: this.description }
    // A 401 carries WWW-Authenticate (S-049); its value is nowhere recorded, this one is inferred.
    const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="Okta"' } : {}
    return { status, headers: { ...noStore, ...challenge, ...this.headers }, json }
  }
}

/** Refuses the request. `reason` is one line that tells a developer what to change. */
export const refuse = (rule: OAuthErrorId, because: Because): never => {
  throw new OAuthRefusal(rule, because)
}
