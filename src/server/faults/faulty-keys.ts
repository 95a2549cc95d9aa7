// A key ring whose tokens go wrong while a fault is on.
import type { Claims, KeyRing } from '../keys/key-ring.js'
import type { Org } from '../org/org.js'
import type { Random } from '../random.js'
import type { TokenFault } from './fault.js'
import type { Faults } from './faults.js'

interface Around {
  readonly faults: Faults
  readonly org: Org
  readonly random: Random
  readonly url: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Signs as `keys` do, and forges where a fault fires. */
export const createFaultyKeys = (keys: KeyRing, { faults, org, random, url }: Around): KeyRing => {
  const sign = async (
    kind: TokenFault['kind'],
    clientId: string | undefined,
    claims: Claims,
    genuine: (claims: Claims) => Promise<string>,
  ): Promise<string> => {
    const fault = faults.active ? faults.takeTokenFault(kind, clientId) : undefined
    if (fault === undefined) return genuine(claims)
    return fault.forge({
      claims,
      genuine,
      publicKey: async () => (await keys.published())[0] ?? {},
      clientSecret: clientId === undefined ? undefined : org.findApp(clientId)?.clientSecret,
      random: () => random.token(),
      url,
    })
  }
  return {
    ...keys,
    signIdToken: (claims) => sign('id_token', text(claims.aud), claims, (changed) => keys.signIdToken(changed)),
    signAccessToken: (claims, signing) =>
      sign('access_token', text(claims.cid), claims, (changed) => keys.signAccessToken(changed, signing)),
  }
}
