// grant_type=authorization_code (RFC 6749 4.1.3, RFC 7636 4.5).
import { createHash } from 'node:crypto'
import type { Deps } from '../../deps.js'
import type { User } from '../../org/records.js'
import type { Code } from '../../store/store.js'
import { refuse } from '../catalogue.js'
import { requirePkceInBrowsers, requireRegisteredOrigin } from './browser-rules.js'
import type { Grant, TokenRequest } from './grant.js'

/** Takes the code, so that nobody can show it a second time, whatever comes of it. */
const takeCode = async ({ params, server }: TokenRequest, deps: Deps): Promise<Code> => {
  const code = params.get('code')
  if (code === undefined) return refuse('parameterMissing', { values: ['code'], reason: 'the request has no code' })
  const taken = await deps.store.codes.take(code)
  if (taken?.serverId === server.id) return taken
  return refuse('codeInvalid', {
    reason:
      'the code is unknown here, older than 300 s or was used already: a code works once, start again at /authorize',
  })
}

const requireSameClient = ({ app }: TokenRequest, code: Code): void => {
  if (code.clientId === app.clientId) return
  refuse('codeOfAnotherClient', { reason: `the code was issued to ${code.clientId} and shown by ${app.clientId}` })
}

const requireSameRedirectUri = ({ params }: TokenRequest, code: Code): void => {
  const asked = params.get('redirect_uri')
  if (asked === code.redirectUri) return
  refuse('redirectUriMismatch', {
    reason: `redirect_uri is ${asked === undefined ? 'missing' : `"${asked}"`} and was "${code.redirectUri}" at /authorize: send the same one`,
  })
}

const requireVerifier = ({ params }: TokenRequest, code: Code): void => {
  const verifier = params.get('code_verifier')
  if (code.codeChallenge === undefined) {
    if (verifier === undefined) return
    refuse('pkceNotAskedFor', { reason: 'code_verifier was sent for a code that was asked for without code_challenge' })
  } else if (verifier === undefined) {
    refuse('pkceFailed', { reason: 'the code was asked for with code_challenge and the request has no code_verifier' })
  } else if (createHash('sha256').update(verifier).digest('base64url') !== code.codeChallenge) {
    refuse('pkceFailed', { reason: 'the SHA-256 of code_verifier is not the code_challenge sent to /authorize' })
  }
}

const requireUser = (code: Code, deps: Deps): User => {
  const user = deps.org.findUser(code.userId)
  if (user?.status === 'ACTIVE') return user
  return refuse('codeInvalid', {
    reason: `the user of the code is ${user?.status ?? 'gone'}: set users[].status to ACTIVE`,
  })
}

export const authorizationCode: Grant = {
  type: 'authorization_code',
  decide: async (request, deps) => {
    const code = await takeCode(request, deps)
    requireSameClient(request, code)
    requireSameRedirectUri(request, code)
    requirePkceInBrowsers(request, code)
    requireRegisteredOrigin(request)
    requireVerifier(request, code)
    return {
      app: request.app,
      subject: {
        user: requireUser(code, deps),
        authTime: code.authTime,
        amr: code.amr,
        ...(code.acr !== undefined && { acr: code.acr }),
      },
      scopes: code.scopes,
      accessToken: true,
      idToken: code.scopes.includes('openid'),
      ...(code.nonce !== undefined && { nonce: code.nonce }),
      ...(code.scopes.includes('offline_access') && { refresh: 'new' as const }),
    }
  },
}
