// A correct web app with sessions, plain node:http, written to be broken in one place at a time.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { serialize } from 'cookie'
import { html } from 'ghtml'
import { Rejection } from '../clients/rejection.js'
import type { WebFlaw, WebFlaws } from './flaws.js'
import { readIdToken } from './id-token.js'
import { createIssuers, type Issuer } from './issuers.js'
import type { WebRegistration } from './org-calls.js'
import { createRenewal } from './renewal.js'
import { createRequests, usesPkce } from './requests.js'
import { json, page, redirect } from './responses.js'
import { cookieName, createSessions, type Pending, random, type Session, type SignedIn } from './sessions.js'

/** A running app. */
export interface WebApp {
  readonly url: string
  close(): Promise<void>
}

interface Settings extends WebRegistration {
  /** Another issuer that people sign in at. */
  readonly second?: WebRegistration
  readonly responseType?: string
  /** Default: any that is free. */
  readonly port?: number
  /** Whether the first page names who is signed in. Default: true. */
  readonly greets?: boolean
}

type Handler = (request: IncomingMessage, response: ServerResponse, params: URLSearchParams) => Promise<void>

/** A path of this app, and nothing that a browser takes for another host. */
const isOwnPath = (value: string, origin: string): boolean =>
  value.startsWith('/') && URL.canParse(value, origin) && new URL(value, origin).origin === origin

export const startWebApp = async (settings: Settings, flaws: WebFlaws): Promise<WebApp> => {
  const sessions = createSessions()
  const { responseType = 'code', port = 0, ...registrations } = settings
  const issuers = createIssuers(registrations, flaws)
  const requests = createRequests(responseType, flaws)
  let origin = ''
  let callbacks = 0

  const giveCookie = (response: ServerResponse, id: string): void => {
    const httpOnly = !flaws.has('session-cookie-for-scripts')
    const sameSite = flaws.has('session-cookie-from-any-site') ? 'none' : 'lax'
    response.appendHeader('set-cookie', serialize(cookieName, id, { httpOnly, sameSite, path: '/' }))
  }

  const mayReturnTo = (wish: string): boolean => {
    if (flaws.has('returns-anywhere')) return true
    if (flaws.has('returns-to-whatever-starts-with-a-slash') && wish.startsWith('/')) return true
    if (flaws.has('returns-to-whatever-starts-like-the-app') && wish.startsWith(origin)) return true
    return isOwnPath(wish, origin)
  }

  /** Where a parameter of the answer itself leads, which no app should ask. */
  const lured = (params: URLSearchParams, flaw: WebFlaw): string | undefined =>
    flaws.has(flaw) ? (params.get('next') ?? undefined) : undefined

  const loginAt =
    (issuer: Issuer): Handler =>
    async (request, response, params) => {
      let session = sessions.find(request)
      if (session === undefined) {
        const [id, created] = sessions.create()
        giveCookie(response, id)
        session = created
      }
      const wish = params.get('returnTo') ?? '/'
      const pending = requests.begin(issuer, mayReturnTo(wish) ? wish : '/')
      if (flaws.has('one-login-at-a-time')) session.pending.clear()
      session.pending.set(pending.state, pending)
      redirect(response, await requests.urlOf(pending, origin))
    }

  /** The login that an answer belongs to: by its state, in the browser that began it. */
  const pendingOf = (session: Session | undefined, state: string | null): Pending => {
    const own = session?.pending.get(state ?? '')
    if (own) return own
    const others = sessions.all().flatMap(({ pending }) => pending.get(state ?? '') ?? [])
    const mayBeOthers =
      flaws.has('takes-logins-of-other-browsers') ||
      (flaws.has('takes-logins-of-others-while-one-is-pending') && (session?.pending.size ?? 0) > 0)
    const [other] = mayBeOthers ? others : []
    const latest = flaws.has('no-state-check') ? [...(session?.pending.values() ?? [])].at(-1) : undefined
    const found = other ?? latest
    if (found === undefined) throw new Rejection('state', 'no such login was begun in this browser')
    return found
  }

  const requireOnce = (params: URLSearchParams): void => {
    const twice = ['state', 'code', 'iss', 'error', 'id_token'].find((name) => params.getAll(name).length > 1)
    if (twice !== undefined) throw new Rejection('other', `${twice} comes twice`)
  }

  const redeem = async (params: URLSearchParams, pending: Pending) => {
    const code = params.get('code')
    if (code === '' && flaws.has('crashes-on-an-empty-code')) throw new Error('there must be a code')
    if (code === null || code === '') throw new Rejection('other', 'neither code nor error')
    return pending.issuer.org.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: `${origin}${pending.issuer.callback}`,
      ...(usesPkce(responseType, flaws) && { code_verifier: pending.verifier }),
    })
  }

  const personOf = async (params: URLSearchParams, pending: Pending): Promise<SignedIn> => {
    const tokens = responseType === 'id_token' ? { id_token: params.get('id_token') } : await redeem(params, pending)
    const nonce = flaws.has('nothing-binds-the-code') ? undefined : pending.nonce
    const idToken = String(tokens.id_token ?? '')
    const accessToken = 'access_token' in tokens ? String(tokens.access_token) : undefined
    const claims = await readIdToken(idToken, { ...pending.issuer, nonce, accessToken })
    const profile = accessToken === undefined ? claims : await pending.issuer.org.userinfo(accessToken)
    if (profile.sub !== claims.sub) throw new Rejection('other', 'userinfo is about another')
    return {
      issuer: pending.issuer,
      sub: String(claims.sub),
      email: String(profile.email ?? profile.preferred_username ?? claims.sub),
      idToken,
      accessToken,
      refreshToken: 'refresh_token' in tokens ? String(tokens.refresh_token) : undefined,
    }
  }

  /** What the app makes of a token endpoint that says no. */
  const somebody = (refused: unknown, { issuer }: Pending): SignedIn => {
    const isRefused = refused instanceof Rejection && refused.reason === 'idp-error'
    if (!isRefused || !flaws.has('signs-in-though-the-code-is-refused')) throw refused
    return { issuer, sub: '', email: 'somebody', idToken: '', accessToken: undefined, refreshToken: undefined }
  }

  const callbackOf =
    (issuer: Issuer): Handler =>
    async (request, response, params) => {
      const session = sessions.find(request)
      callbacks += 1
      const tired = flaws.has('never-signs-in') || (flaws.has('signs-in-once') && callbacks > 1)
      if (tired) throw new Rejection('other', 'no')
      const error = params.get('error')
      if (error !== null && flaws.has('any-error-ends-the-session')) sessions.end(request)
      if (error === 'login_required' && flaws.has('starts-again-on-login-required')) return redirect(response, '/login')
      if (flaws.has('crashes-on-reload') && !session?.pending.has(params.get('state') ?? '') && session?.person) {
        throw new Error('there must be a login')
      }
      const away = error === null ? undefined : lured(params, 'error-leads-anywhere')
      if (away !== undefined) return redirect(response, away)
      requireOnce(params)
      const pending = pendingOf(session, params.get('state'))
      // Okta's answers do not say whose they are: the redirect URI does.
      const isAnothers = pending.issuer !== issuer && !flaws.has('takes-answers-at-any-redirect-uri')
      if (isAnothers) throw new Rejection('issuer', 'an answer of another issuer')
      const iss = params.get('iss')
      if (iss !== null && iss !== issuer.settings.issuer) throw new Rejection('iss', 'another issuer')
      for (const { pending: all } of flaws.has('no-state-check')
        ? sessions.all()
        : [session].filter((one) => one !== undefined))
        all.delete(pending.state)
      if (error !== null) throw new Rejection('idp-error', params.get('error_description') ?? error)
      const person = await personOf(params, pending).catch((refused: unknown) => somebody(refused, pending))
      if (session && flaws.has('session-id-stays-at-login')) session.person = person
      else {
        const [id, next] = sessions.create(session)
        sessions.end(request)
        giveCookie(response, id)
        next.person = person
      }
      if (flaws.has('code-stays-in-the-address')) return home(request, response, params)
      redirect(response, lured(params, 'callback-leads-anywhere') ?? pending.returnTo)
    }

  const renew = createRenewal(flaws)
  const refresh: Handler = async (request, response) => {
    const session = sessions.find(request)
    if (session === undefined) throw new Rejection('other', 'nobody is signed in')
    await renew(session)
    response.writeHead(204).end()
  }

  const call: Handler = async (request, response) => {
    const { accessToken, issuer } = sessions.find(request)?.person ?? {}
    if (accessToken === undefined || issuer === undefined) throw new Rejection('other', 'nobody is signed in')
    await issuer.org.callApi(accessToken)
    response.writeHead(204).end()
  }

  const logout: Handler = async (request, response) => {
    const person = sessions.find(request)?.person
    const onlyCookie = flaws.has('logout-takes-the-cookie-away-and-no-more')
    if (onlyCookie) giveCookie(response, '')
    else if (!flaws.has('logout-keeps-the-session')) sessions.end(request)
    if (person === undefined || flaws.has('logout-of-the-app-alone')) return redirect(response, '/signed-out')
    const query = new URLSearchParams({
      ...(!flaws.has('logout-without-the-id-token') && { id_token_hint: person.idToken }),
      post_logout_redirect_uri: `${origin}/signed-out`,
      state: random(),
    })
    redirect(response, `${(await person.issuer.org.discover()).end_session_endpoint}?${query}`)
  }

  const signedOut: Handler = async (_request, response, params) => {
    if (flaws.has('crashes-on-the-return-from-a-logout')) throw new Error('no such state')
    const away = lured(params, 'return-from-a-logout-leads-anywhere')
    if (away === undefined) page(response, 200, '<!doctype html><title>Signed out</title><p>Signed out.</p>')
    else redirect(response, away)
  }

  const me: Handler = async (request, response) => {
    const person = sessions.find(request)?.person
    if (person) json(response, 200, { sub: person.sub, email: person.email })
    else json(response, 401, { error: 'signed out' })
  }

  const home: Handler = async (request, response) => {
    const who = settings.greets === false ? undefined : sessions.find(request)?.person?.email
    page(response, 200, html`<!doctype html><title>App</title><p>${who ?? 'Nobody'}</p>`)
  }

  const takesForms =
    responseType !== 'code' || flaws.has('reads-any-channel') || flaws.has('access-token-through-the-browser')
  const signingIn = issuers.flatMap((issuer): readonly (readonly [string, Handler])[] => [
    [`GET ${issuer.login}`, loginAt(issuer)],
    [`GET ${issuer.callback}`, callbackOf(issuer)],
    ...(takesForms ? [[`POST ${issuer.callback}`, callbackOf(issuer)] as const] : []),
  ])
  const routes: Readonly<Record<string, Handler>> = {
    ...Object.fromEntries(signingIn),
    'GET /': home,
    'GET /api/me': me,
    'GET /refresh': refresh,
    'GET /call': call,
    'GET /logout': logout,
    'GET /signed-out': signedOut,
  }

  const showRejection = (response: ServerResponse, { message }: Rejection): void => {
    const shown = flaws.has('shows-errors-as-they-come') ? html`!${message}` : html`${message}`
    page(response, 400, `<!doctype html><title>Sign-in failed</title><p>${shown}</p>`)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin)
    const handler = routes[`${request.method} ${pathname}`]
    if (!handler) return page(response, 404, html`<!doctype html><title>404</title><p>${pathname}</p>`)
    try {
      await handler(
        request,
        response,
        request.method === 'POST' ? new URLSearchParams(await text(request)) : searchParams,
      )
    } catch (error) {
      if (error instanceof Rejection && flaws.has('hangs-instead-of-a-rejection')) return
      if (error instanceof Rejection && !flaws.has('answers-500-instead-of-a-rejection')) showRejection(response, error)
      else page(response, 500, '<!doctype html><title>500</title><p>Something broke.</p>')
    }
  }

  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    url: origin,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
