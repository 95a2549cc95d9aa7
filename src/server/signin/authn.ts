// POST /api/v1/authn: name and password for a one-time session token.
import { refuse } from '../api/catalogue.js'
import type { Deps } from '../deps.js'
import { type Ask, type Endpoint, noStore } from '../exchange.js'
import type { User } from '../org/records.js'
import { checkPassword } from './password.js'
import { issueSessionToken, sessionTokenLifetimeSeconds } from './session-tokens.js'

const timestamp = (epochSeconds: number): string => new Date(epochSeconds * 1000).toISOString()

const readCredentials = ({ body }: Ask): { readonly username: string; readonly password: string } => {
  if (body.kind === 'malformed') return refuse('bodyMalformed', { reason: '/api/v1/authn: the body is not JSON' })
  if (body.kind === 'form' || body.kind === 'other') {
    return refuse('mediaTypeMismatch', { reason: '/api/v1/authn takes application/json' })
  }
  const value: unknown = body.kind === 'json' ? body.value : {}
  const { username, password } = Object(value) as { username?: unknown; password?: unknown }
  return {
    username: typeof username === 'string' ? username : '',
    password: typeof password === 'string' ? password : '',
  }
}

/** Member order as recorded (S-206). */
const success = (user: User, sessionToken: string, deps: Deps): Readonly<Record<string, unknown>> => {
  const { login, firstName, lastName } = user.profile
  return {
    expiresAt: timestamp(deps.now() + sessionTokenLifetimeSeconds),
    status: 'SUCCESS',
    sessionToken,
    _embedded: {
      user: {
        id: user.id,
        ...(user.passwordChanged !== null && { passwordChanged: timestamp(user.passwordChanged) }),
        profile: {
          login,
          firstName,
          lastName,
          locale: user.profile.locale ?? 'en_US',
          timeZone: user.profile.timezone ?? 'America/Los_Angeles',
        },
      },
    },
    _links: { cancel: { href: `${deps.url}/api/v1/authn/cancel`, hints: { allow: ['POST'] } } },
  }
}

export const authn: Endpoint = async (ask, deps) => {
  const { username, password } = readCredentials(ask)
  ask.trace.user = username
  const result = checkPassword(username, password, deps)
  // Wrong, unknown, locked out and not active look the same (S-203).
  if (!('user' in result)) return refuse('authenticationFailed', { reason: result.reason })
  const sessionToken = await issueSessionToken(result.user, ['pwd'], deps)
  ask.trace.issued.push({ kind: 'sessionToken', value: sessionToken })
  ask.trace.decision = 'issued sessionToken'
  return { status: 200, headers: noStore, json: success(result.user, sessionToken, deps) }
}
