// How the reference web app renews its tokens: one renewal at a time, and the session ends with the org's no.
import { Rejection } from '../clients/rejection.js'
import type { WebFlaws } from './flaws.js'
import { readIdToken } from './id-token.js'
import type { Issuer } from './issuers.js'
import type { Body } from './org-calls.js'
import type { Session } from './sessions.js'

/** More than any client should try. */
const manyTries = 12

export const createRenewal = (flaws: WebFlaws) => {
  const ask = async ({ settings, org }: Issuer, refreshToken: string): Promise<Body> => {
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken, scope: settings.scopes.join(' ') }
    for (let left = flaws.has('tries-a-refused-refresh-over-and-over') ? manyTries : 1; ; left -= 1) {
      try {
        return await org.token(form)
      } catch (error) {
        if (left <= 1) throw error
      }
    }
  }

  const renew = async (session: Session): Promise<void> => {
    const { person } = session
    if (person?.refreshToken === undefined) throw new Rejection('other', 'nothing to refresh with')
    try {
      const tokens = await ask(person.issuer, person.refreshToken)
      const accessToken = String(tokens.access_token)
      const claims = await readIdToken(String(tokens.id_token), { ...person.issuer, nonce: undefined, accessToken })
      if (claims.sub !== person.sub && !flaws.has('no-subject-check-on-refresh')) {
        throw new Rejection('other', 'the refreshed ID token is about another')
      }
      if (typeof tokens.refresh_token === 'string' && !flaws.has('forgets-the-new-refresh-token')) {
        person.refreshToken = tokens.refresh_token
      }
    } catch (error) {
      if (!flaws.has('keeps-the-session-after-a-refused-refresh')) session.person = undefined
      throw error
    }
  }

  return async (session: Session): Promise<void> => {
    if (flaws.has('refreshes-side-by-side')) return renew(session)
    session.renewal ??= renew(session).finally(() => {
      session.renewal = undefined
    })
    return session.renewal
  }
}
