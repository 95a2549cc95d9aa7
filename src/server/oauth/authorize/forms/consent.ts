// The person lets the app have what it asks for, or does not.
import type { Deps } from '../../../deps.js'
import type { Answer } from '../../../exchange.js'
import { findSession } from '../../../signin/sessions.js'
import type { Awaited } from '../../../store/store.js'
import { rememberConsent } from '../consent.js'
import { type Form, refuseExpired, takePage } from './form.js'

export const answerConsent = async (
  form: Form,
  { sessionId, fresh, scopes }: Awaited & { kind: 'consent' },
  deps: Deps,
): Promise<Answer> => {
  const { request, params, ask } = form
  const signedIn = await findSession(sessionId, deps)
  if (signedIn === undefined) return refuseExpired('the session ended while the page was open')
  const { user } = signedIn
  ask.trace.user = user.profile.login
  await takePage(form, deps)
  if (params.get('consent') !== 'allow') {
    return form.deny(`"${user.profile.login}" did not allow it on the consent page`)
  }
  await rememberConsent(request, user, scopes, deps)
  return form.goOn({ signedIn, fresh, agreed: true })
}
