// acr_values: how surely the person must be known, and whether the session says so (S-080).
import type { SignedIn } from '../../signin/sessions.js'
import { refuse } from '../catalogue.js'
import type { AuthorizationRequest } from './request.js'

/** `one code away`: the second factor is missing and the user has one. */
type Reach = 'reached' | 'one code away' | 'out of reach'

type Assess = (signedIn: SignedIn) => Reach

const twoFactors: Assess = ({ session, user }) => {
  if (session.amr.includes('mfa')) return 'reached'
  return user.factors.length > 0 ? 'one code away' : 'out of reach'
}

const oneFactor: Assess = () => 'reached'

/** Okta's predefined values; Classic has the first three. */
const classic: readonly (readonly [acr: string, Assess])[] = [
  ['urn:okta:loa:1fa:any', oneFactor],
  // Every session here began with a password.
  ['urn:okta:loa:1fa:pwd', oneFactor],
  ['urn:okta:loa:2fa:any', twoFactors],
]

const identityEngine: typeof classic = [
  ...classic,
  [
    'urn:okta:loa:2fa:any:ifpossible',
    (signedIn) => (signedIn.user.factors.length === 0 ? 'reached' : twoFactors(signedIn)),
  ],
  // Phishing-resistant factors cannot be had here.
  ['phr', () => 'out of reach'],
  ['phrh', () => 'out of reach'],
]

const known = { classic: new Map(classic), oie: new Map(identityEngine) } as const

/** What the tokens will say, or that a code is missing. */
export type Context = { readonly kind: 'reached'; readonly acr?: string } | { readonly kind: 'code missing' }

/**
 * The first value asked for that the person can reach; values that Okta does not know are ignored. Refuses where none
 * can be reached, or only by a code that `prompt=none` forbids to ask for (S-080).
 */
export const findContext = (
  { acrValues, prompt }: AuthorizationRequest,
  signedIn: SignedIn,
  engine: keyof typeof known,
): Context => {
  const asked = acrValues.flatMap((acr) => {
    const assess = known[engine].get(acr)
    return assess === undefined ? [] : [{ acr, reach: assess(signedIn) }]
  })
  if (asked.length === 0) return { kind: 'reached' }
  const best = asked.find(({ reach }) => reach !== 'out of reach')
  if (best === undefined) {
    return refuse('acrUnmet', {
      reason: `"${signedIn.user.profile.login}" cannot reach ${asked.map(({ acr }) => acr).join(' or ')}: add a token:software:totp under users[].factors for two factors`,
    })
  }
  if (best.reach === 'reached') return { kind: 'reached', acr: best.acr }
  if (!prompt.has('none')) return { kind: 'code missing' }
  return refuse('reauthenticationRequired', {
    reason: `prompt=none and the session lacks the second factor that ${best.acr} needs: send the request without prompt=none`,
  })
}
