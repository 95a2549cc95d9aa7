// The second factor: six digits that change every thirty seconds (RFC 6238).
import type { Deps } from '../deps.js'
import type { Factor, User } from '../org/records.js'
import { stableId } from '../random.js'

const periodSeconds = 30

/** Codes of the step before and after are right too: clocks differ (S-234). */
const window = 1

/** Okta's id of a factor of Google Authenticator, whose shared secrets can be typed in anywhere (S-235). */
export const factorId = (user: User, { sharedSecret }: Factor): string => stableId('uft', user.id, sharedSecret)

/** `used`: right, but shown before. `reason` is for the log. */
export type CodeResult = { readonly kind: 'right' } | { readonly kind: 'wrong' | 'used'; readonly reason: string }

/** The steps since 1970 that the code stands for; undefined if it is the code of none in the window. */
const stepOf = async (code: string, { sharedSecret }: Factor, now: number): Promise<number | undefined> => {
  // Few users have a second factor: what checks it is loaded for the first of them.
  const { Secret, TOTP } = await import('otpauth')
  const secret = Secret.fromBase32(sharedSecret)
  const delta = TOTP.validate({ token: code, secret, period: periodSeconds, timestamp: now * 1000, window })
  return delta === null ? undefined : Math.floor(now / periodSeconds) + delta
}

/** Whether it is the code of one of the user's factors, or of the one named. A code works once (S-236). */
export const checkCode = async (
  user: User,
  code: string,
  deps: Deps,
  factors: readonly Factor[] = user.factors,
): Promise<CodeResult> => {
  for (const factor of factors) {
    const step = await stepOf(code, factor, deps.now())
    if (step === undefined) continue
    const key = `${factorId(user, factor)} ${step}`
    const fresh = await deps.store.usedIds.add(key, true, (2 * window + 1) * periodSeconds)
    if (fresh) return { kind: 'right' }
    return { kind: 'used', reason: `the code of "${user.profile.login}" was used before: wait for the next one` }
  }
  return {
    kind: 'wrong',
    reason: `wrong code for "${user.profile.login}": it is made from users[].factors[].sharedSecret and the org's clock`,
  }
}
