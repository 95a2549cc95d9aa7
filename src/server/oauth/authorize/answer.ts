// Where a refusal of /authorize goes: to the app if that is safe, else on a page.
import type { Deps } from '../../deps.js'
import type { Answer, Trace } from '../../exchange.js'
import { errorPage } from '../../pages/error-page.js'
import { OAuthRefusal } from '../catalogue.js'
import { respondRefused } from '../responses/index.js'
import type { AuthorizationRequest } from './request.js'

/** Runs `answer`; a refusal becomes Okta's error page (S-064). */
export const orErrorPage = async (trace: Trace, deps: Deps, answer: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof OAuthRefusal)) throw error
    trace.refusal = error
    const { description, reason } = error
    const problem = { status: 400, error: error.entry.error, description, reason, homeUrl: deps.url }
    return { status: 400, ...errorPage(problem) }
  }
}

/** Runs `answer`; a refusal goes back to the app. */
export const orRefusedRedirect = async (
  request: AuthorizationRequest,
  trace: Trace,
  deps: Deps,
  answer: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof OAuthRefusal)) throw error
    trace.refusal = error
    return respondRefused(request, error, deps.random)
  }
}
