// An org on paper: it answers as a real one would, signs nothing, and nothing is sent to it. For counting what a run would ask.
import type { Pairs } from '../../client-checks/client-check.js'
import { createRandom } from '../../random.js'
import type { UserRole } from '../../targets/needs.js'
import type { Delivery } from '../driver.js'
import type { OrgSide } from '../org-side.js'
import { markers } from '../people.js'

/** What an answer was given to, and for whom. */
export interface Given {
  readonly url: string
  readonly as: UserRole
}

/** The org, and what it remembers. */
export interface PaperOrg {
  readonly side: OrgSide
  /** Undefined for parameters that are not, to the letter, those of an answer. */
  find(params: Pairs): Given | undefined
}

interface Settings {
  readonly issuer: string
  readonly clientId: string
  readonly secondClientId?: string
  readonly hasSecondUser: boolean
  /** Told of each answer: the names of the requests that it takes. */
  readonly asked: (silently: boolean) => void
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const channelFor = (mode: string | null, responseType: string): Delivery['channel'] => {
  if (mode === 'form_post' || mode === 'query' || mode === 'fragment') return mode
  if (mode === 'okta_post_message') return mode
  return responseType === 'code' ? 'query' : 'fragment'
}

export const createPaperOrg = ({ asked, secondClientId, ...settings }: Settings): PaperOrg => {
  const random = createRandom('paper org')
  const given = new Map<string, Given>()
  const keyOf = (params: Pairs): string => JSON.stringify(params)

  const tokenFor = (word: string): Pairs[number] => {
    if (word === 'code') return ['code', random.token()]
    if (word === 'token') return ['access_token', random.token()]
    return ['id_token', `${encoded({ alg: 'RS256', kid: 'k' })}.${encoded({ jti: random.token() })}.${random.token()}`]
  }

  return {
    find: (params) => given.get(keyOf(params)),
    side: {
      ...settings,
      secondClientId,
      markerOf: (role) => markers[role],
      answer: async (url, as) => {
        const { searchParams } = new URL(url)
        const silently = searchParams.get('prompt') === 'none'
        asked(silently)
        const responseType = searchParams.get('response_type') ?? 'code'
        const state = searchParams.get('state')
        const params: Pairs = [
          ...(state === null ? [] : [['state', state] as const]),
          ...(silently ? [['error', 'login_required'] as const] : responseType.split(' ').map(tokenFor)),
        ]
        given.set(keyOf(params), { url, as })
        const channel = channelFor(searchParams.get('response_mode'), responseType)
        return { redirectUri: searchParams.get('redirect_uri') ?? '', channel, params }
      },
    },
  }
}
