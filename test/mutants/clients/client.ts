// A correct OpenID Connect client of one issuer, written to be broken in one place at a time.
import { createHash, randomBytes } from 'node:crypto'
import type { JSONWebKeySet } from 'jose'
import type { Configuration } from '../../../src/conformance/clients/adapter/protocol.js'
import type { Flaws } from './flaws.js'
import { checkIdToken } from './id-token.js'
import { Rejection } from './rejection.js'

interface Pending {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface SignedIn {
  readonly sub: string
  readonly refreshToken: string | undefined
}

interface Metadata {
  readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly userinfo_endpoint: string
  readonly jwks_uri: string
}

type Tokens = Readonly<Record<string, unknown>>

const random = (): string => randomBytes(32).toString('base64url')

const getJson = async (url: string, headers: Record<string, string> = {}): Promise<unknown> => {
  const response = await fetch(url, { headers, redirect: 'error' })
  if (!response.ok) throw new Rejection('network', `${url} answers ${response.status}`)
  try {
    return await response.json()
  } catch {
    throw new Rejection('token-response', `${url} answers something that is no JSON`)
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What a broken client takes for an answer where there is none. */
const noTokens: Tokens = {}

/** Where anybody on the way can read the code. */
export const inTheClear = (redirectUri: string): string => redirectUri.replace('//localhost:9/', '//app.example.com/')

/** One client, configured. */
export const createClient = (configuration: Configuration, flaws: Flaws) => {
  const { issuer, clientId, clientSecret, scopes, responseType } = configuration
  const redirectUri = flaws.has('redirect-uri-in-the-clear')
    ? inTheClear(configuration.redirectUri)
    : configuration.redirectUri
  const isCodeFlow = responseType === 'code'
  const pending = new Map<string, Pending>()
  const signedIn = new Map<string, SignedIn>()

  const discover = async (): Promise<Metadata> => {
    const metadata = (await getJson(`${issuer}/.well-known/openid-configuration`)) as Metadata
    if (metadata.issuer !== issuer && !flaws.has('no-issuer-check-of-discovery')) {
      throw new Rejection('issuer', 'the discovery document is of another issuer')
    }
    const elsewhere = [metadata.token_endpoint, metadata.userinfo_endpoint, metadata.jwks_uri].some(
      (url) => new URL(url).host !== new URL(issuer).host,
    )
    if (elsewhere) throw new Rejection('issuer', 'an endpoint is on another host')
    return metadata
  }

  const authorize = async (session: string): Promise<string> => {
    // Where the document is wrong the login starts all the same, and ends at the callback.
    const verifier = flaws.has('verifier-of-sixteen-bytes') ? random().slice(0, 22) : random()
    const login: Pending = { state: random(), nonce: random(), verifier }
    pending.set(session, login)
    const params = new URLSearchParams({
      client_id: clientId,
      response_type: responseType,
      scope: scopes.join(' '),
      redirect_uri: redirectUri,
      state: login.state,
      nonce: login.nonce,
      ...(isCodeFlow
        ? {
            code_challenge: createHash('sha256').update(verifier).digest('base64url'),
            code_challenge_method: 'S256',
          }
        : { response_mode: 'form_post' }),
    })
    return `${issuer}/oauth2/v1/authorize?${params}`
  }

  const token = async (endpoint: string, form: Record<string, string>): Promise<Tokens> => {
    const response = await fetch(endpoint, {
      method: 'POST',
      redirect: 'error',
      headers: {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret ?? '')}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form),
    }).catch(() => {
      throw new Rejection('network', 'the token endpoint gives no answer')
    })
    const body = (await response.json().catch(() => {
      throw new Rejection('token-response', 'the token response is no JSON')
    })) as Tokens
    if (!response.ok || body.error !== undefined) {
      if (flaws.has('signs-in-though-the-code-is-refused')) return noTokens
      throw new Rejection('idp-error', String(body.error))
    }
    if (text(body.access_token) === undefined && !flaws.has('accepts-missing-access-token')) {
      throw new Rejection('token-response', 'no access token')
    }
    const type = text(body.token_type)
    const fits = flaws.has('token-type-in-exact-case') ? type === 'Bearer' : type?.toLowerCase() === 'bearer'
    if (!fits && !flaws.has('no-token-type-check')) throw new Rejection('token-response', `token_type ${type}`)
    if (body.expires_in === undefined && flaws.has('needs-expires-in')) {
      throw new Rejection('token-response', 'no expires_in')
    }
    return body
  }

  const keysOf = (metadata: Metadata) => async () => (await getJson(metadata.jwks_uri)) as JSONWebKeySet

  /** One for each issuer: Okta's answers do not say whose they are. */
  const requireOwnRedirectUri = (url: string): void => {
    const { origin, pathname } = new URL(url)
    if (`${origin}${pathname}` === redirectUri || flaws.has('takes-answers-at-any-redirect-uri')) return
    throw new Rejection('issuer', 'an answer to another redirect URI')
  }

  const readParams = (url: string, form: readonly (readonly [string, string])[] | undefined): URLSearchParams => {
    const parsed = new URL(url)
    if (flaws.has('reads-any-channel')) {
      const all = new URLSearchParams([...parsed.searchParams, ...new URLSearchParams(parsed.hash.slice(1))])
      for (const [name, value] of form ?? []) all.append(name, value)
      return all
    }
    return isCodeFlow
      ? parsed.searchParams
      : new URLSearchParams(form?.map(([name, value]): [string, string] => [name, value]))
  }

  const requireAnswer = (params: URLSearchParams, login: Pending): void => {
    const twice = ['state', 'code', 'iss', 'error'].find((name) => params.getAll(name).length > 1)
    if (twice !== undefined && !flaws.has('takes-first-of-two-states'))
      throw new Rejection('state', `${twice} comes twice`)
    const state = params.get('state')
    const unchecked =
      state === null
        ? flaws.has('compares-state-only-if-present')
        : state !== login.state && flaws.has('no-state-check')
    if (state !== login.state && !unchecked) throw new Rejection('state', 'the state is another')
    const iss = params.get('iss')
    if (iss !== null && iss !== issuer && !flaws.has('ignores-iss-of-answer'))
      throw new Rejection('iss', 'another issuer')
    const error = params.get('error')
    const code = params.get('code')
    if (error !== null && !(code !== null && flaws.has('ignores-error-beside-code')))
      throw new Rejection('idp-error', error)
  }

  const redeem = async (metadata: Metadata, code: string | null, { verifier }: Pending): Promise<Tokens> => {
    if (code === '' && flaws.has('signs-in-without-a-code')) return noTokens
    if (code === null || code === '') throw new Rejection('other', 'neither code nor error')
    return token(metadata.token_endpoint, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    })
  }

  const expectation = (metadata: Metadata, nonce: string | undefined, tokens: Tokens) => ({
    issuer,
    clientId,
    clientSecret,
    nonce,
    accessToken: text(tokens.access_token),
    now: Math.floor(Date.now() / 1000),
    keys: keysOf(metadata),
    fetchJson: (url: string) => getJson(url),
  })

  const callback = async (
    session: string,
    url: string,
    form: readonly (readonly [string, string])[] | undefined,
  ): Promise<SignedIn> => {
    const login = pending.get(session)
    if (login === undefined) throw new Rejection('state', 'no login was started here')
    requireOwnRedirectUri(url)
    const params = readParams(url, form)
    requireAnswer(params, login)
    pending.delete(session)
    const metadata = await discover()
    const tokens = isCodeFlow
      ? await redeem(metadata, params.get('code'), login)
      : { id_token: params.get('id_token') ?? undefined }
    const idToken = text(tokens.id_token)
    if (idToken === undefined) {
      if (flaws.has('accepts-missing-id-token') || tokens === noTokens) return remember(session, 'somebody', tokens)
      throw new Rejection('token-response', 'no ID token')
    }
    const claims = await checkIdToken(idToken, expectation(metadata, login.nonce, tokens), flaws)
    const sub = text(claims.sub) ?? ''
    if (scopes.includes('profile') && text(tokens.access_token) !== undefined) {
      const profile = (await getJson(metadata.userinfo_endpoint, {
        authorization: `Bearer ${String(tokens.access_token)}`,
      })) as { readonly sub?: unknown }
      const other = profile.sub !== sub && sub !== '' && !flaws.has('accepts-missing-sub')
      if (other && !flaws.has('no-subject-check-of-userinfo')) throw new Rejection('other', 'userinfo is about another')
    }
    return remember(session, sub, tokens)
  }

  const remember = (session: string, sub: string, tokens: Tokens): SignedIn => {
    const person = { sub, refreshToken: text(tokens.refresh_token) }
    signedIn.set(session, person)
    return person
  }

  const refresh = async (session: string): Promise<SignedIn> => {
    const person = signedIn.get(session)
    if (person?.refreshToken === undefined) throw new Rejection('other', 'nothing to refresh with')
    try {
      const metadata = await discover()
      const tokens = await token(metadata.token_endpoint, {
        grant_type: 'refresh_token',
        refresh_token: person.refreshToken,
        scope: scopes.join(' '),
      })
      const lenient: Flaws = flaws.has('no-issuer-check-on-refresh') ? new Set([...flaws, 'no-iss-check']) : flaws
      const claims = await checkIdToken(String(tokens.id_token), expectation(metadata, undefined, tokens), lenient)
      const same = claims.sub === person.sub || flaws.has('no-subject-check-on-refresh')
      if (!same) throw new Rejection('other', 'the refreshed ID token is about another')
      return remember(session, person.sub, { refresh_token: person.refreshToken, ...tokens })
    } catch (error) {
      signedIn.delete(session)
      throw error
    }
  }

  return { authorize, callback, refresh }
}
