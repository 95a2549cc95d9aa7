// The code of the second factor: the second half of a sign-in, or a step up from one without.
import type { Deps } from '../../../deps.js'
import type { Answer } from '../../../exchange.js'
import type { User } from '../../../org/records.js'
import { byPasswordAndCode } from '../../../signin/amr.js'
import { checkCode } from '../../../signin/codes.js'
import { findSession, raiseSession, startSession } from '../../../signin/sessions.js'
import type { Awaited } from '../../../store/store.js'
import { secondFactorPage } from '../ask-person.js'
import { type Form, goOnSignedIn, refuseExpired, takePage } from './form.js'
import { askForNewPassword } from './new-password.js'

const messages = {
  wrong: 'Invalid code. Try again.',
  used: 'Each code can only be used once. Please wait for a new code and try again.',
} as const

/** The page again if the code is not right; undefined if it is (S-234, S-236). */
const refuseCode = async (form: Form, user: User, deps: Deps): Promise<Answer | undefined> => {
  const { params, request, stateToken, ask } = form
  // Classic's page calls the field `answer` (S-243).
  const code = params.get('credentials.passcode') ?? params.get('answer') ?? ''
  const result = await checkCode(user, code, deps)
  if (result.kind === 'right') return undefined
  ask.trace.refusal = { rule: 'codeRefused', source: 'S-236', reason: result.reason }
  return secondFactorPage(request, user, { stateToken, error: messages[result.kind] }, deps)
}

/** The person gave the password on the page before. */
export const answerCode = async (
  form: Form,
  { userId, passwordTime }: Awaited & { kind: 'code' },
  deps: Deps,
): Promise<Answer> => {
  const user = deps.org.findUser(userId)
  if (user?.status !== 'ACTIVE' && user?.status !== 'PASSWORD_EXPIRED') {
    return refuseExpired(`the user who gave the password is ${user?.status ?? 'gone'}`)
  }
  form.ask.trace.user = user.profile.login
  const refused = await refuseCode(form, user, deps)
  if (refused) return refused
  if (user.status === 'PASSWORD_EXPIRED') {
    return askForNewPassword(form, user, { amr: byPasswordAndCode, passwordTime }, deps)
  }
  await takePage(form, deps)
  return goOnSignedIn(form, await startSession(user, byPasswordAndCode, deps, passwordTime), deps)
}

/** The person has a session, and it becomes worth more. */
export const answerStepUp = async (
  form: Form,
  { sessionId, fresh }: Awaited & { kind: 'step up' },
  deps: Deps,
): Promise<Answer> => {
  const signedIn = await findSession(sessionId, deps)
  if (signedIn === undefined) return refuseExpired('the session ended while the page was open')
  form.ask.trace.user = signedIn.user.profile.login
  const refused = await refuseCode(form, signedIn.user, deps)
  if (refused) return refused
  await takePage(form, deps)
  await raiseSession(sessionId, byPasswordAndCode, deps)
  const raised = await findSession(sessionId, deps)
  return form.goOn({ ...(raised && { signedIn: raised }), fresh, agreed: false })
}
