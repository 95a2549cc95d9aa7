// Asks the person for something: keeps the authorization under a state token and shows a page.
import type { Deps } from '../../deps.js'
import type { Answer } from '../../exchange.js'
import type { User } from '../../org/records.js'
import { codePage } from '../../pages/code-page.js'
import { consentPage } from '../../pages/consent-page.js'
import { newPasswordPage as showNewPasswordPage } from '../../pages/new-password-page.js'
import { signInPage } from '../../pages/sign-in-page.js'
import { complexityText } from '../../signin/password-policy.js'
import { signInPath } from '../../signin/path.js'
import type { SignedIn } from '../../signin/sessions.js'
import type { Awaited } from '../../store/store.js'
import type { Progress } from './progress.js'
import type { SignInRequest } from './sign-in-request.js'

/** How long a person may look at the page (S-207). */
const transactionLifetimeSeconds = 3600

/** What every page needs: where its form goes, and what it goes on with. */
const frame = ({ app }: SignInRequest, stateToken: string, deps: Deps) => ({
  engine: deps.org.engine,
  appLabel: app.label,
  orgUrl: deps.url,
  action: signInPath,
  stateToken,
})

/** Keeps the request until the person has done what it waits for. */
const keep = async (request: SignInRequest, awaited: Awaited, deps: Deps): Promise<string> => {
  const stateToken = `02.id.${deps.random.token()}`
  const { server, params, userCode } = request
  const waiting = userCode === undefined ? {} : { userCode }
  const transaction = { serverId: server.id, params: Object.fromEntries(params), ...waiting, awaited }
  await deps.store.transactions.put(stateToken, transaction, transactionLifetimeSeconds)
  return stateToken
}

/** A page that a form was answered with: what went wrong, and what stays filled in. */
export interface Again {
  readonly stateToken: string
  readonly error?: string
  readonly identifier?: string
}

/** The page that asks for name and password. */
export const passwordPage = (request: SignInRequest, again: Again, deps: Deps): Answer => {
  const { error, stateToken, identifier = request.params.get('login_hint') } = again
  return {
    status: error === undefined ? 200 : 401,
    ...signInPage({
      ...frame(request, stateToken, deps),
      ...(identifier !== undefined && { identifier }),
      ...(error !== undefined && { error }),
    }),
  }
}

/** The page that asks for the code of the second factor. */
export const secondFactorPage = (request: SignInRequest, user: User, again: Again, deps: Deps): Answer => {
  const { error, stateToken } = again
  return {
    status: error === undefined ? 200 : 401,
    ...codePage({
      ...frame(request, stateToken, deps),
      login: user.profile.login,
      ...(error !== undefined && { error }),
    }),
  }
}

/** The page that asks for a new password. */
export const newPasswordPage = (request: SignInRequest, user: User, again: Again, deps: Deps): Answer => {
  const { error, stateToken } = again
  const { engine: _, ...common } = frame(request, stateToken, deps)
  return {
    status: error === undefined ? 200 : 401,
    ...showNewPasswordPage({
      ...common,
      login: user.profile.login,
      requirements: complexityText,
      ...(error !== undefined && { error }),
    }),
  }
}

export const askForPassword = async (request: SignInRequest, deps: Deps): Promise<Answer> =>
  passwordPage(request, { stateToken: await keep(request, { kind: 'password' }, deps) }, deps)

/** Asks somebody who signed in without a second factor for it. */
export const askToStepUp = async (
  request: SignInRequest,
  { user, session }: SignedIn,
  { fresh }: Progress,
  deps: Deps,
): Promise<Answer> => {
  const stateToken = await keep(request, { kind: 'step up', sessionId: session.id, fresh }, deps)
  return secondFactorPage(request, user, { stateToken }, deps)
}

export const askForConsent = async (
  request: SignInRequest,
  { user, session }: SignedIn,
  { fresh }: Progress,
  scopes: readonly string[],
  deps: Deps,
): Promise<Answer> => {
  const stateToken = await keep(request, { kind: 'consent', sessionId: session.id, fresh, scopes }, deps)
  return { status: 200, ...consentPage({ ...frame(request, stateToken, deps), login: user.profile.login, scopes }) }
}
