// Whether a client goes through the kit at all: shown by its ordinary login, and without that no check at level P means anything.
import type { ClientLevel } from '../../client-checks/client-check.js'
import type { OrgSide, Seen } from '../org-side.js'
import type { Control } from '../run-control.js'

/** What checks can be run on. */
export interface Offer {
  readonly org: OrgSide
  readonly levels: ReadonlySet<ClientLevel>
  /** Why the kit is not in the middle, where it was to be. */
  readonly bypass?: string
}

const redeems = ({ method, path }: Seen): boolean => method === 'POST' && path.endsWith('/v1/token')

const bypass =
  'the client does not go through the kit: an ordinary login worked, and none of its requests to the org was seen on the way; its HTTP library has to heed HTTPS_PROXY'

/** @param seen on the way during an ordinary login that was accepted */
export const offerAfter = (offer: Offer, { accepted, facts }: Control, seen: readonly Seen[]): Offer => {
  if (!accepted || !offer.levels.has('P')) return offer
  const wentThrough = facts.responseType.split(' ').includes('code') ? seen.some(redeems) : seen.length > 0
  if (wentThrough) return offer
  const { faults: _, journal: __, keys: ___, tokens: ____, ...org } = offer.org
  return { org, levels: new Set([...offer.levels].filter((level) => level !== 'P')), bypass }
}
