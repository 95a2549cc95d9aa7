// What the reference web app asks the org by itself: discovery and keys once, tokens, userinfo.
import type { JSONWebKeySet } from 'jose'
import { Rejection } from '../clients/rejection.js'
import type { WebFlaws } from './flaws.js'

/** How the app is registered, and how patient it is. */
export interface WebRegistration {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: readonly string[]
  /** Milliseconds for one request to the org. */
  readonly timeoutMs: number
  /** Default: the platform's own. */
  readonly fetch?: typeof fetch
}

interface Metadata {
  readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly userinfo_endpoint: string
  readonly end_session_endpoint: string
  readonly jwks_uri: string
}

export type Body = Readonly<Record<string, unknown>>

/** How long no other look is taken after one that was in vain, in milliseconds. */
const keysRestMs = 30_000

export const createOrgCalls = (
  { issuer, clientId, clientSecret, timeoutMs, fetch = globalThis.fetch }: WebRegistration,
  flaws: WebFlaws,
) => {
  const patient = flaws.has('waits-for-ever')
  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    try {
      return await fetch(url, {
        redirect: 'error',
        ...(patient ? {} : { signal: AbortSignal.timeout(timeoutMs) }),
        ...init,
      })
    } catch {
      throw new Rejection('network', `${new URL(url).pathname} gives no answer`)
    }
  }
  const jsonOf = async (response: Response): Promise<Body> => {
    try {
      return (await response.json()) as Body
    } catch (error) {
      if (flaws.has('crashes-on-errors-in-html')) throw error
      throw new Rejection('token-response', 'the org says something that is no JSON')
    }
  }
  const getJson = async (url: string, headers: Record<string, string> = {}): Promise<Body> => {
    const response = await ask(url, { headers })
    if (!response.ok) throw new Rejection('network', `${new URL(url).pathname} answers ${response.status}`)
    return jsonOf(response)
  }

  let metadata: Promise<Metadata> | undefined
  const discover = (): Promise<Metadata> => {
    metadata ??= getJson(`${issuer}/.well-known/openid-configuration`) as Promise<unknown> as Promise<Metadata>
    return metadata
  }

  let keys: JSONWebKeySet | undefined
  let fetchedAt = 0
  let vain = false
  /** Looks again for a kid that it does not know, but not all the time. */
  const keysFor = async (kid: unknown): Promise<JSONWebKeySet> => {
    const known = keys?.keys.some((key) => key.kid === kid)
    if (keys && known) return keys
    if (keys && vain && Date.now() - fetchedAt < keysRestMs && !flaws.has('looks-for-keys-each-time')) return keys
    keys = (await getJson((await discover()).jwks_uri)) as unknown as JSONWebKeySet
    fetchedAt = Date.now()
    vain = !keys.keys.some((key) => key.kid === kid)
    return keys
  }

  const token = async (form: Readonly<Record<string, string>>): Promise<Body> => {
    const credentials = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`
    const response = await ask((await discover()).token_endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: new URLSearchParams(form),
    })
    const body = await jsonOf(response)
    if (!response.ok || body.error !== undefined) throw new Rejection('idp-error', String(body.error))
    if (typeof body.access_token !== 'string') throw new Rejection('token-response', 'no access token')
    if (String(body.token_type).toLowerCase() !== 'bearer') throw new Rejection('token-response', 'no Bearer token')
    return body
  }

  const userinfo = async (accessToken: string): Promise<Body> => {
    const { userinfo_endpoint: url } = await discover()
    if (flaws.has('access-token-in-a-url')) await ask(`${url}?access_token=${accessToken}`)
    return getJson(url, { authorization: `Bearer ${accessToken}` })
  }

  /** Whatever comes of it: it is the call that is looked at. */
  const callApi = async (accessToken: string): Promise<void> => {
    const url = `${issuer}/api/v1/users/me`
    const headers = { authorization: `Bearer ${accessToken}` }
    await (flaws.has('access-token-in-the-url-of-the-api')
      ? ask(`${url}?access_token=${accessToken}`)
      : ask(url, { headers }))
  }

  return { discover, keysFor, token, userinfo, callApi }
}

export type OrgCalls = ReturnType<typeof createOrgCalls>
