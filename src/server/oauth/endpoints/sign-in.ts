// The sign-in page of an authorization: shown by /authorize, posted to /signin, where the authorization goes on.
import type { Deps } from '../../deps.js'
import { type Answer, type Ask, type Endpoint, type Params, readParams } from '../../exchange.js'
import { signInPage } from '../../pages/sign-in-page.js'
import { checkPassword } from '../../signin/password.js'
import { signInPath } from '../../signin/path.js'
import { sessionCookie, startSession } from '../../signin/sessions.js'
import { orErrorPage, orRefusedRedirect } from '../authorize/answer.js'
import { completeAuthorization } from '../authorize/complete.js'
import { openRequest } from '../authorize/open.js'
import type { AuthorizationRequest } from '../authorize/request.js'
import { refuse } from '../catalogue.js'
import type { Servers } from '../servers.js'

/** How long a person may look at the page (S-207). */
const transactionLifetimeSeconds = 3600

interface Shown {
  readonly stateToken: string
  readonly identifier?: string
  readonly error?: string
}

const page = (
  { app, params }: AuthorizationRequest,
  shown: Shown,
  deps: Deps,
): Pick<Answer & { html: string }, 'html' | 'headers'> => {
  const identifier = shown.identifier ?? params.get('login_hint')
  return signInPage({
    engine: deps.org.engine,
    appLabel: app.label,
    orgUrl: deps.url,
    action: signInPath,
    stateToken: shown.stateToken,
    ...(identifier !== undefined && { identifier }),
    ...(shown.error !== undefined && { error: shown.error }),
  })
}

/** Keeps the request and shows the page. */
export const showSignIn = async (request: AuthorizationRequest, deps: Deps): Promise<Answer> => {
  const stateToken = `02.id.${deps.random.token()}`
  const params = Object.fromEntries(request.params)
  await deps.store.transactions.put(stateToken, { serverId: request.server.id, params }, transactionLifetimeSeconds)
  return { status: 200, ...page(request, { stateToken }, deps) }
}

const readForm = (ask: Ask): Params => {
  if (ask.body.kind === 'form') return ask.body.params
  return refuse('mediaTypeMismatch', { reason: 'the sign-in form is sent as application/x-www-form-urlencoded' })
}

/** POST /signin: the page's form. `servers` are those whose authorizations can be waiting. */
export const createSignIn =
  (servers: Servers): Endpoint =>
  (ask, deps) =>
    orErrorPage(ask.trace, deps, async () => {
      const form = readForm(ask)
      const stateToken = form.get('stateToken') ?? ''
      const transaction = await deps.store.transactions.find(stateToken)
      const server = transaction && servers.find(transaction.serverId, deps)
      if (transaction === undefined || server === undefined) {
        return refuse('requestExpired', {
          reason: 'the sign-in page is older than an hour or was used already: start again at /authorize',
        })
      }
      const request = openRequest(readParams(new URLSearchParams(transaction.params)), server, deps)
      ask.trace.clientId = request.app.clientId

      const identifier = form.get('identifier') ?? ''
      ask.trace.user = identifier
      const result = checkPassword(identifier, form.get('credentials.passcode') ?? '', deps)
      if (!('user' in result)) {
        ask.trace.refusal = { rule: 'signInFailed', source: 'S-203', reason: result.reason }
        return { status: 401, ...page(request, { stateToken, identifier, error: 'Unable to sign in' }, deps) }
      }
      // Of two posts of the same page one goes on.
      if ((await deps.store.transactions.take(stateToken)) === undefined) {
        return refuse('requestExpired', { reason: 'the sign-in page was posted twice at the same time' })
      }
      const signedIn = await startSession(result.user, ['pwd'], deps)
      const answer = await orRefusedRedirect(request, ask.trace, deps, () =>
        completeAuthorization(request, signedIn, deps, ask.trace),
      )
      return { ...answer, cookies: [sessionCookie(signedIn.session, deps)] }
    })
