// Rule 6: only tokens that this run was given are revoked, and a session that a person lent is not ended.
import type { Metadata } from '../../targets/metadata.js'
import type { WireRequest } from '../exchange.js'
import { bodyParams, clientIdOf } from '../form.js'
import { madeUpPrefix, type Obtained } from '../obtained.js'
import type { RawResponse } from '../transport.js'
import { RuleBroken } from '../wire.js'
import type { Rule } from './rule.js'

interface Options {
  readonly metadata: Metadata
  readonly obtained: Obtained
  /** The browser state of a person is in use. */
  readonly lentSession: boolean
}

const plain = (url: string): string => url.split(/[?#]/)[0] ?? ''

/** Tokens in a JSON answer. */
const note = (request: WireRequest, { text }: RawResponse, obtained: Obtained): void => {
  if (!text.includes('_token"')) return
  const clientId = clientIdOf(request)
  if (clientId === undefined) return
  for (const kind of ['access_token', 'refresh_token'] as const) {
    const token = new RegExp(`"${kind}"\\s*:\\s*"([^"]+)"`).exec(text)?.[1]
    if (token !== undefined) obtained.add({ token, kind, clientId })
  }
}

export const ownTokensOnly = ({ metadata, obtained, lentSession }: Options): Rule => ({
  before: (request) => {
    const endpoint = plain(request.url)
    if (endpoint === metadata.find('revocation')) {
      const token = bodyParams(request).get('token')
      if (token !== undefined && token !== '' && !token.startsWith(madeUpPrefix) && !obtained.has(token)) {
        throw new RuleBroken('own-tokens', 'the token to revoke was not given to this run')
      }
    }
    if (lentSession && endpoint === metadata.find('end-session') && request.headers?.cookie !== undefined) {
      throw new RuleBroken('own-tokens', 'signing out would end the session of the person who lent it')
    }
  },
  after: (request, response) => {
    note(request, response, obtained)
  },
})
