// A client on paper that does everything right: it takes an answer only if the org gave it, to the letter, to its own request.
import { createHash } from 'node:crypto'
import type { Pairs, Surface } from '../../client-checks/client-check.js'
import { createRandom } from '../../random.js'
import type { Agent, AuthorizationStart, Delivered, Driver, DriverAbility, Outcome } from '../driver.js'
import { markers } from '../people.js'
import type { PaperOrg } from './paper-org.js'

/** What is known of a client before it was seen. */
export interface PaperSettings {
  readonly surface: Exclude<Surface, 'service'>
  readonly redirectUri: string
  readonly responseType: string
  readonly pkce: boolean
  readonly confidential: boolean
  readonly scopes: readonly string[]
  readonly abilities: ReadonlySet<DriverAbility>
}

const startOf = (endpoint: string, params: Readonly<Record<string, string>>): AuthorizationStart => {
  const pairs: Pairs = Object.entries(params)
  return { url: `${endpoint}?${new URLSearchParams(params)}`, params: pairs, sealed: false }
}

const rejected: Outcome = { kind: 'rejected' }

export const createPaperClient = (settings: PaperSettings, { side, find }: PaperOrg): Driver => {
  const { surface, redirectUri, responseType, pkce, abilities } = settings
  const random = createRandom('paper client')
  const { origin } = new URL(redirectUri)
  /** Sessions by their cookie, whatever browser it is in. */
  const sessions = new Map<string, string>()

  const openAgent = async (): Promise<Agent> => {
    const pending = new Map<string, { readonly url: string; readonly returnTo: string }>()
    let cookie = ''
    const whoHas = (value: string): Outcome => {
      const user = sessions.get(value)
      return user === undefined ? rejected : { kind: 'signed-in', user }
    }
    const shown = (outcome: Outcome | undefined, ...visited: readonly string[]): Delivered => ({
      receipt: 'on paper',
      visited,
      page: '<p>A page</p>',
      ...(outcome && { outcome }),
    })

    const placeOf = (wish: string): string => {
      const place = URL.canParse(wish, origin) ? new URL(wish, origin) : undefined
      return place?.origin === origin ? place.href : `${origin}/`
    }

    return {
      start: async ({ returnTo = '/' } = {}) => {
        const verifier = random.token()
        const started = startOf(`${side.issuer}/oauth2/v1/authorize`, {
          client_id: side.clientId,
          response_type: responseType,
          redirect_uri: redirectUri,
          scope: settings.scopes.join(' '),
          state: random.token(),
          nonce: random.token(),
          ...(pkce && {
            code_challenge: createHash('sha256').update(verifier).digest('base64url'),
            code_challenge_method: 'S256',
          }),
        })
        const { url } = started
        pending.set(url, { url, returnTo })
        return started
      },
      deliver: async ({ params, channel }) => {
        const given = find(params)
        const own = given && pending.get(given.url)
        const inTheirWay = channel === (responseType === 'code' ? 'query' : 'fragment')
        if (!given || !own || !inTheirWay || params.some(([name]) => name === 'error')) return shown(rejected)
        pending.delete(own.url)
        cookie = random.token()
        sessions.set(cookie, markers[given.as])
        return shown(undefined, redirectUri, placeOf(own.returnTo))
      },
      probe: async () => whoHas(cookie),
      probeWith: async (cookies) => whoHas(cookies[0]?.value ?? ''),
      visit: async (url) => shown(undefined, url),
      message: async () => shown(rejected),
      hasSent: () => false,
      refresh: async () => whoHas(cookie),
      logout: async () => {
        sessions.delete(cookie)
        return startOf(`${side.issuer}/oauth2/v1/logout`, { id_token_hint: 'x', post_logout_redirect_uri: origin })
      },
      kept: async () => ({
        cookies: cookie === '' ? [] : [{ name: 'sid', value: cookie, httpOnly: true, secure: true, sameSite: 'lax' }],
        history: [`${origin}/`],
        thirdParty: [],
      }),
      close: async () => {},
    }
  }

  return {
    surface,
    name: 'a client on paper',
    redirectUris: [redirectUri],
    clientId: side.clientId,
    facts: { confidential: settings.confidential, issuers: 1, scopes: settings.scopes },
    abilities,
    open: openAgent,
    close: async () => {},
  }
}
