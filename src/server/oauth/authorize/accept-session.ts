// Whether the session that the browser has will do, or the person must be asked.
import type { SignedIn } from '../../signin/sessions.js'
import { refuse } from '../catalogue.js'
import type { Progress } from './progress.js'
import type { AuthorizationRequest } from './request.js'

const isTooOld = ({ maxAge }: AuthorizationRequest, { session }: SignedIn, now: number): boolean =>
  maxAge !== undefined && now - session.authTime >= maxAge

/** The session to go on with; undefined: the person must sign in. Refuses where `prompt=none` forbids that (S-028). */
export const acceptSession = (
  request: AuthorizationRequest,
  { signedIn, fresh }: Progress,
  now: number,
): SignedIn | undefined => {
  const { prompt, params } = request
  if (signedIn === undefined) {
    if (!prompt.has('none')) return undefined
    return refuse('loginRequired', {
      reason:
        'prompt=none and the browser sent no session cookie of a user who may sign in: sign in first, or send the request without prompt=none',
    })
  }
  if (fresh) return signedIn
  if (prompt.has('login')) return undefined
  if (!isTooOld(request, signedIn, now)) return signedIn
  if (!prompt.has('none')) return undefined
  return refuse('reauthenticationRequired', {
    reason: `prompt=none and the sign-in is older than max_age=${params.get('max_age')}: send the request without prompt=none`,
  })
}
