// A new password, from somebody whose own has expired, and who has proven everything else.
import type { Deps } from '../../../deps.js'
import type { Answer } from '../../../exchange.js'
import type { User } from '../../../org/records.js'
import { replaceExpiredPassword } from '../../../signin/new-password.js'
import { complexityText } from '../../../signin/password-policy.js'
import { startSession } from '../../../signin/sessions.js'
import type { Awaited } from '../../../store/store.js'
import { newPasswordPage } from '../ask-person.js'
import { type Form, goOnSignedIn, refuseExpired, takePage } from './form.js'

type AwaitedPassword = Awaited & { kind: 'new password' }

/** Shows the page, whose form is the next one that comes with this state token. */
export const askForNewPassword = async (
  { request, stateToken, ask }: Form,
  user: User,
  proof: Pick<AwaitedPassword, 'amr' | 'passwordTime'>,
  deps: Deps,
): Promise<Answer> => {
  const awaited: Awaited = { kind: 'new password', userId: user.id, ...proof }
  await deps.store.transactions.change(stateToken, (transaction) => ({ ...transaction, awaited }))
  ask.trace.decision = 'asks for a new password'
  return newPasswordPage(request, user, { stateToken }, deps)
}

const messages = {
  'wrong old password': 'The credentials provided were incorrect.',
  'too simple': complexityText,
  'not repeated': 'New passwords must match',
} as const

export const answerNewPassword = async (
  form: Form,
  { userId, amr, passwordTime }: AwaitedPassword,
  deps: Deps,
): Promise<Answer> => {
  const { params, request, stateToken, ask } = form
  const user = deps.org.findUser(userId)
  if (user?.status !== 'PASSWORD_EXPIRED') {
    return refuseExpired(`the user whose password had expired is ${user?.status ?? 'gone'}`)
  }
  ask.trace.user = user.profile.login
  const newPassword = params.get('newPassword') ?? ''
  const result =
    newPassword === params.get('confirmPassword')
      ? replaceExpiredPassword(user, { oldPassword: params.get('oldPassword'), newPassword }, deps)
      : ({ kind: 'not repeated', reason: 'newPassword and confirmPassword are not the same' } as const)
  if (result.kind !== 'changed') {
    ask.trace.refusal = { rule: 'newPasswordRefused', source: 'S-673', reason: result.reason }
    return newPasswordPage(request, user, { stateToken, error: messages[result.kind] }, deps)
  }
  await takePage(form, deps)
  return goOnSignedIn(form, await startSession(result.user, amr, deps, passwordTime), deps)
}
