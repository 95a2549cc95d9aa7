// A key ring whose tokens go wrong while a fault is on.
import type { Claims, KeyRing } from '../keys/key-ring.js'
import type { Org } from '../org/org.js'
import type { Random } from '../random.js'
import type { Forge, TokenFault } from './fault.js'
import type { Faults } from './faults.js'

interface Around {
  readonly faults: Faults
  readonly org: Org
  readonly random: Random
  readonly url: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What forging a token needs beside its claims. */
interface Forging extends Pick<Forge, 'genuine' | 'clientSecret' | 'url'> {
  /** Those that `genuine` signs with. */
  readonly keys: KeyRing
  readonly random: Random
}

/** The token that a fault makes of these claims. */
export const forged = ({ forge }: TokenFault, claims: Claims, { keys, random, ...given }: Forging): Promise<string> =>
  forge({
    ...given,
    claims,
    publicKey: async () => (await keys.published())[0] ?? {},
    random: () => random.token(),
  })

/** Signs as `keys` do, and forges where a fault fires. */
export const createFaultyKeys = (keys: KeyRing, { faults, org, random, url }: Around): KeyRing => {
  const sign = async (
    kind: TokenFault['kind'],
    clientId: string | undefined,
    claims: Claims,
    genuine: Forge['genuine'],
  ): Promise<string> => {
    const fault = faults.active ? faults.takeTokenFault(kind, clientId) : undefined
    if (fault === undefined) return genuine(claims)
    const clientSecret = clientId === undefined ? undefined : org.findApp(clientId)?.clientSecret
    return forged(fault, claims, { keys, genuine, clientSecret, random, url })
  }
  return {
    ...keys,
    signIdToken: (claims) => sign('id_token', text(claims.aud), claims, (changed) => keys.signIdToken(changed)),
    signAccessToken: (claims, signing) =>
      sign('access_token', text(claims.cid), claims, (changed) => keys.signAccessToken(changed, signing)),
  }
}
