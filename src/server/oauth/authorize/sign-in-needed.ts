// Whether the person must be asked, given the session their browser already has.
import type { SignedIn } from '../../signin/sessions.js'
import { refuse } from '../catalogue.js'
import type { AuthorizationRequest } from './request.js'

/** Why the person has to sign in although the request came with a session, or came without one. */
type Need = 'no session' | 'prompt=login' | 'max_age'

const findNeed = (
  { prompt, maxAge }: AuthorizationRequest,
  signedIn: SignedIn | undefined,
  now: number,
): Need | undefined => {
  if (signedIn === undefined) return 'no session'
  if (prompt.has('login')) return 'prompt=login'
  if (maxAge !== undefined && now - signedIn.session.authTime >= maxAge) return 'max_age'
  return undefined
}

/** True if the sign-in page has to be shown; refuses where it has to and `prompt=none` forbids it (S-028). */
export const isSignInNeeded = (request: AuthorizationRequest, signedIn: SignedIn | undefined, now: number): boolean => {
  const need = findNeed(request, signedIn, now)
  if (need === undefined) return false
  if (!request.prompt.has('none')) return true
  if (need === 'no session') {
    return refuse('loginRequired', {
      reason:
        'prompt=none and the browser sent no session cookie of a user who may sign in: sign in first, or send the request without prompt=none',
    })
  }
  return refuse('reauthenticationRequired', {
    reason: `prompt=none and the sign-in is older than max_age=${request.params.get('max_age')}: send the request without prompt=none`,
  })
}
