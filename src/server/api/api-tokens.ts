// /api/v1/api-tokens: what API tokens there are, never the tokens themselves (S-362).
import type { ApiToken } from '../org/records.js'
import { stableId } from '../random.js'
import { noContent, ok } from './answers.js'
import type { Call, Operate } from './call.js'
import { refuse } from './catalogue.js'
import { time } from './time.js'

/** API tokens live 30 days from their last use. */
const windowSeconds = 30 * 86_400

const idOf = ({ token }: ApiToken): string => stableId('00T', token)

/** Of when a token was made and used nothing is known: it is as old as its owner, and in use now. */
const tokenBody = (token: ApiToken, { deps: { url, org, now } }: Call) => {
  const self = `${url}/api/v1/api-tokens/${idOf(token)}`
  return {
    id: idOf(token),
    name: 'API Token',
    userId: token.userId,
    clientName: 'Okta API',
    tokenWindow: 'P30D',
    network: { connection: 'ANYWHERE' },
    expiresAt: time(now() + windowSeconds),
    created: time(org.findUser(token.userId)?.created ?? now()),
    lastUpdated: time(now()),
    _links: {
      self: { href: self, hints: { allow: ['GET', 'DELETE'] } },
      user: { href: `${url}/api/v1/users/${token.userId}`, hints: { allow: ['GET'] } },
    },
  }
}

/** All tokens, without pages. */
export const listApiTokens: Operate = (call) => ok(call.deps.org.apiTokens().map((token) => tokenBody(token, call)))

const requireToken = ({ deps, values }: Call): ApiToken => {
  const id = values.apiTokenId ?? ''
  return (
    deps.org.apiTokens().find((token) => idOf(token) === id) ??
    refuse('notFound', {
      values: [id, 'Token'],
      reason: `no API token has the id "${id}": it is not the token itself, the list has the ids`,
    })
  )
}

export const getApiToken: Operate = (call) => ok(tokenBody(requireToken(call), call))

/** Revokes a token by its id. */
export const revokeApiToken: Operate = (call) => {
  const { token } = requireToken(call)
  call.deps.org.removeApiToken(token)
  return noContent
}

/** Revokes the token that asks; others than API tokens do not come this far. */
export const revokeCurrentApiToken: Operate = ({ ask, deps }) => {
  const [, token = ''] = (ask.headers.authorization ?? '').trim().split(/ +/)
  deps.org.removeApiToken(token)
  return noContent
}
