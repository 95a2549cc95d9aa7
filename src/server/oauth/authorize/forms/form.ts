// A page's form that came back, and the errand it goes on with.
import type { Deps } from '../../../deps.js'
import type { Answer, Ask, Params } from '../../../exchange.js'
import { type SignedIn, sessionCookie } from '../../../signin/sessions.js'
import type { Transaction } from '../../../store/store.js'
import { refuse } from '../../catalogue.js'
import type { Progress } from '../progress.js'
import type { SignInRequest } from '../sign-in-request.js'

/** What the person is here for, and what comes of it. */
export interface Errand {
  readonly request: SignInRequest
  /** The next page, or the end. */
  readonly goOn: (progress: Progress) => Promise<Answer>
  /** The person does not allow what is asked for. */
  readonly deny: (reason: string) => Promise<Answer>
}

export interface Form extends Errand {
  readonly ask: Ask
  readonly params: Params
  readonly stateToken: string
  readonly transaction: Transaction
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

/** Goes on with somebody who has just signed in: whatever comes next, their browser gets the session. */
export const goOnSignedIn = async (form: Form, signedIn: SignedIn, deps: Deps): Promise<Answer> => {
  const answer = await form.goOn({ signedIn, fresh: true, agreed: false })
  return { ...answer, cookies: [sessionCookie(signedIn.session, deps)] }
}
