// Builds an authorization request, sends it and walks it to its end.
import type { Authorized, AuthorizeOptions, Sent } from '../context.js'
import type { Random } from '../random.js'
import type { Metadata } from '../targets/metadata.js'
import { redirectUriOf, type TestApp, type TestUser } from '../targets/settings.js'
import type { WireResponse } from '../wire/exchange.js'
import type { Wire } from '../wire/wire.js'
import { type Browser, createBrowser } from './browser.js'
import { createPkce } from './pkce.js'
import { walk } from './walk.js'

/** What authorization requests of one check are made from. */
export interface Authorizing {
  readonly metadata: Metadata
  readonly wire: Wire
  readonly random: Random
  readonly app: (role: AuthorizeOptions['app']) => TestApp
  readonly user: (role: NonNullable<AuthorizeOptions['as']>) => TestUser | undefined
  readonly codeOf: (user: TestUser) => string | undefined
  /** Makes a session token for the user; undefined where the target signs in by its page. */
  readonly sessionToken: (user: TestUser) => Promise<string | undefined>
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

export const authorize = async (options: AuthorizeOptions, tools: Authorizing): Promise<Authorized> => {
  const sent = prepare(options, tools)
  const { browser, app, params } = sent
  const user = tools.user(options.as ?? 'user')
  const form = new URLSearchParams([...params])
  for (const [name, value] of options.extra ?? []) form.append(name, value)
  const url = tools.metadata.authorizationEndpoint
  const sessionToken = user && !browser.hasCookies(url) ? await tools.sessionToken(user) : undefined
  if (sessionToken !== undefined) form.append('sessionToken', sessionToken)

  const response = await open(browser, url, form, options.method ?? 'GET')
  const end = await walk(response, {
    browser,
    redirectUri: options.answerAt ?? params.get('redirect_uri') ?? redirectUriOf(app),
    ...(user && { user }),
    codeOf: tools.codeOf,
    consent: options.consent ?? 'agree',
  })
  const signedIn = end.signedIn || sessionToken !== undefined
  return end.answer
    ? { kind: 'answer', ...end.answer, signedIn, response: end.response, sent }
    : { kind: end.page ?? 'other-page', signedIn, response: end.response, sent }
}
