// Rotation: what becomes of a refresh token when one of its strings is shown (RFC 9700 4.14.2).
import type { RefreshToken } from '../../store/store.js'

/** The most that an app's leeway can be, in seconds (S-502). */
const longestLeeway = 60

/** How an app's refresh tokens behave. `leeway` is seconds. */
export type RotationRules = {
  readonly rotationType: 'STATIC' | 'ROTATE'
  readonly leeway: number
}

/**
 * `renewed`: the newest string was shown. `repeated`: one that was replaced so recently that it still counts.
 * `reused`: one that was replaced before.
 */
export type Outcome = 'renewed' | 'repeated' | 'reused'

const replace = ({ newest, replaced }: RefreshToken, now: number): RefreshToken['replaced'] => {
  const recent = replaced.filter(({ at }) => at > now - longestLeeway)
  const last = recent.at(-1)
  return last?.at === now
    ? [...recent.slice(0, -1), { ...last, to: newest }]
    : [...recent, { from: newest, to: newest, at: now }]
}

/** The outcome, and the token as it stands from now on. A pure function: whoever stores the result may call it twice. */
export const rotate = (
  token: RefreshToken,
  shown: number,
  { rotationType, leeway }: RotationRules,
  now: number,
): { readonly outcome: Outcome; readonly token: RefreshToken } => {
  if (shown === token.newest) {
    const used = { ...token, usedAt: now }
    if (rotationType === 'STATIC') return { outcome: 'renewed', token: used }
    return { outcome: 'renewed', token: { ...used, newest: token.newest + 1, replaced: replace(token, now) } }
  }
  const when = token.replaced.find(({ from, to }) => from <= shown && shown <= to)
  if (when === undefined || when.at + leeway <= now) return { outcome: 'reused', token }
  return { outcome: 'repeated', token: { ...token, usedAt: now } }
}
