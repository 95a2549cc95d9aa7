// A page's form that came back, and the authorization it goes on with.
import type { Deps } from '../../../deps.js'
import type { Answer, Ask, Params } from '../../../exchange.js'
import { type SignedIn, sessionCookie } from '../../../signin/sessions.js'
import type { Transaction } from '../../../store/store.js'
import { refuse } from '../../catalogue.js'
import { advance } from '../advance.js'
import { orRefusedRedirect } from '../answer.js'
import type { Progress } from '../progress.js'
import type { AuthorizationRequest } from '../request.js'

export interface Form {
  readonly ask: Ask
  readonly params: Params
  readonly stateToken: string
  readonly transaction: Transaction
  readonly request: AuthorizationRequest
}

/** Answers one kind of form. */
export type AnswerForm = (form: Form, deps: Deps) => Promise<Answer>

/** Refuses a page that is no longer good (S-029). */
export const refuseExpired = (reason: string): never => refuse('requestExpired', { reason })

/** Uses the page up: of two posts of the same one, one goes on. */
export const takePage = async ({ stateToken }: Form, deps: Deps): Promise<void> => {
  const taken = await deps.store.transactions.take(stateToken)
  if (taken === undefined) refuseExpired('the page was posted twice at the same time')
}

/** Goes on with the authorization; a refusal goes to the app. */
export const goOn = ({ request, ask }: Form, progress: Progress, deps: Deps): Promise<Answer> =>
  orRefusedRedirect(request, ask.trace, deps, () => advance(request, progress, deps, ask.trace))

/** Goes on with somebody who has just signed in: whatever comes next, their browser gets the session. */
export const goOnSignedIn = async (form: Form, signedIn: SignedIn, deps: Deps): Promise<Answer> => {
  const answer = await goOn(form, { signedIn, fresh: true, agreed: false }, deps)
  return { ...answer, cookies: [sessionCookie(signedIn.session, deps)] }
}
