// Builds an authorization request, sends it and walks it to its end.
import type { Authorized, AuthorizeOptions, Sent } from '../context.js'
import type { Random } from '../random.js'
import type { LazyChromium } from '../targets/chromium.js'
import type { Metadata } from '../targets/metadata.js'
import { redirectUriOf, type TestApp, type TestUser } from '../targets/settings.js'
import type { SignIn } from '../targets/target.js'
import type { WireResponse } from '../wire/exchange.js'
import type { Wire } from '../wire/wire.js'
import { type Browser, createBrowser } from './browser.js'
import { signInOnPage } from './page-sign-in.js'
import { createPkce } from './pkce.js'
import { type WalkEnd, walk } from './walk.js'

/** What authorization requests of one check are made from. */
export interface Authorizing {
  readonly metadata: Metadata
  readonly wire: Wire
  readonly random: Random
  readonly app: (role: AuthorizeOptions['app']) => TestApp
  readonly user: (role: NonNullable<AuthorizeOptions['as']>) => TestUser | undefined
  readonly codeOf: (user: TestUser) => string | undefined
  readonly signIn: SignIn
  /** By Okta's authentication API; undefined where the org has switched it off. */
  readonly sessionToken: (user: TestUser) => Promise<string | undefined>
  readonly chromium?: LazyChromium
}

const prepare = (options: AuthorizeOptions, { app: find, wire, random }: Authorizing): Sent => {
  const app = find(options.app ?? 'code-app')
  const pkce = (options.pkce ?? app.pkceRequired) ? createPkce(random) : undefined
  const all: Record<string, string | undefined> = {
    client_id: app.clientId,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirectUriOf(app),
    state: random.token(),
    nonce: random.token(),
    ...(pkce && { code_challenge: pkce.challenge, code_challenge_method: 'S256' }),
    ...options.params,
  }
  const params = new Map<string, string>()
  for (const [name, value] of Object.entries(all)) if (value !== undefined) params.set(name, value)
  const browser = options.browser ?? createBrowser(wire)
  return { app, params, browser, ...(pkce && { verifier: pkce.verifier }) }
}

const withQuery = (url: string, params: URLSearchParams): string => `${url}${url.includes('?') ? '&' : '?'}${params}`

const open = (browser: Browser, url: string, params: URLSearchParams, method: 'GET' | 'POST'): Promise<WireResponse> =>
  method === 'POST' ? browser.post(url, params, 'check') : browser.get(withQuery(url, params), 'check')

/** Signs in before the first request, where that can be done: with cookies, or with the session token that it gives. */
export const enter = async (
  user: TestUser,
  browser: Browser,
  tools: Pick<Authorizing, 'signIn' | 'metadata' | 'sessionToken'>,
): Promise<string | undefined> => {
  const { signIn, metadata } = tools
  if (signIn.by === 'session-token') return tools.sessionToken(user)
  if (signIn.by === 'kept-cookies') {
    const { authorizationEndpoint: url } = metadata
    for (const cookie of signIn.jar.getCookiesSync(url, { allPaths: true })) browser.jar.setCookieSync(cookie, url)
  }
  return undefined
}

/** The request without what would keep the page from ever ending. */
const plain = (params: ReadonlyMap<string, string>): URLSearchParams => {
  const kept = new URLSearchParams([...params])
  for (const name of ['prompt', 'max_age', 'response_mode']) kept.delete(name)
  return kept
}

export const authorize = async (options: AuthorizeOptions, tools: Authorizing): Promise<Authorized> => {
  const sent = prepare(options, tools)
  const { browser, app, params } = sent
  const user = tools.user(options.as ?? 'user')
  const form = new URLSearchParams([...params])
  for (const [name, value] of options.extra ?? []) form.append(name, value)
  const url = tools.metadata.authorizationEndpoint
  const redirectUri = options.answerAt ?? params.get('redirect_uri') ?? redirectUriOf(app)
  const sessionToken = user && !browser.hasCookies(url) ? await enter(user, browser, tools) : undefined
  if (sessionToken !== undefined) form.append('sessionToken', sessionToken)

  const send = async (): Promise<WalkEnd> =>
    walk(await open(browser, url, form, options.method ?? 'GET'), {
      browser,
      redirectUri,
      ...(user && { user }),
      codeOf: tools.codeOf,
      consent: options.consent ?? 'agree',
    })
  let end = await send()
  let signedIn = end.signedIn || sessionToken !== undefined
  if (user && end.page === 'sign-in-page' && tools.chromium) {
    const code = (): string | undefined => tools.codeOf(user)
    await signInOnPage(
      { chromium: tools.chromium, browser, url: withQuery(url, plain(params)), redirectUri },
      { user, code },
    )
    end = await send()
    signedIn = true
  }
  return end.answer
    ? { kind: 'answer', ...end.answer, signedIn, response: end.response, sent }
    : { kind: end.page ?? 'other-page', signedIn, response: end.response, sent }
}
