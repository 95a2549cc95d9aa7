// Name and password, from the sign-in page.
import { byPassword } from '../../../signin/amr.js'
import { checkPassword } from '../../../signin/password.js'
import { startSession } from '../../../signin/sessions.js'
import type { Awaited } from '../../../store/store.js'
import { passwordPage, secondFactorPage } from '../ask-person.js'
import { type AnswerForm, goOnSignedIn, takePage } from './form.js'
import { askForNewPassword } from './new-password.js'

export const answerPassword: AnswerForm = async (form, deps) => {
  const { params, stateToken, request, ask } = form
  const identifier = params.get('identifier') ?? ''
  ask.trace.user = identifier
  const again = (error: string) => passwordPage(request, { stateToken, identifier, error }, deps)

  const result = await checkPassword(identifier, params.get('credentials.passcode') ?? '', deps)
  if (result.kind === 'refused') {
    ask.trace.refusal = { rule: 'signInFailed', source: 'S-203', reason: result.reason }
    return again('Unable to sign in')
  }
  const { user, kind } = result
  if (user.factors.length > 0) {
    const awaited: Awaited = { kind: 'code', userId: user.id, passwordTime: deps.now() }
    await deps.store.transactions.change(stateToken, (transaction) => ({ ...transaction, awaited }))
    ask.trace.decision = 'asks for the second factor'
    return secondFactorPage(request, user, { stateToken }, deps)
  }
  // The second factor comes first (S-237).
  if (kind === 'expired') return askForNewPassword(form, user, { amr: byPassword, passwordTime: deps.now() }, deps)
  await takePage(form, deps)
  return goOnSignedIn(form, await startSession(user, byPassword, deps), deps)
}
