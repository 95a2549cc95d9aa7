// grant_type=refresh_token (RFC 6749 6, OpenID Connect Core 12).
import type { Deps } from '../../deps.js'
import type { RefreshToken } from '../../store/store.js'
import { refuse } from '../catalogue.js'
import { writeRefreshToken } from '../tokens/refresh-token-string.js'
import { endRefreshToken, findRefreshToken, type LivingRefreshToken } from '../tokens/refresh-tokens.js'
import { rotate } from '../tokens/rotation.js'
import { words } from '../words.js'
import { requireRegisteredOrigin } from './browser-rules.js'
import type { Grant, TokenRequest } from './grant.js'

const requireRefreshToken = async ({ params, server }: TokenRequest, deps: Deps): Promise<LivingRefreshToken> => {
  const text = params.get('refresh_token')
  if (text === undefined) {
    return refuse('parameterMissing', { values: ['refresh_token'], reason: 'the request has no refresh_token' })
  }
  const found = await findRefreshToken(text, server, deps)
  // One text for whatever is wrong with it: clients compare it to the letter (S-503).
  return 'token' in found ? found : refuse('refreshTokenInvalid', found)
}

const requireSameClient = ({ app }: TokenRequest, { token }: LivingRefreshToken): void => {
  if (token.clientId === app.clientId) return
  refuse('refreshTokenInvalid', {
    reason: `the refresh token was issued to ${token.clientId} and shown by ${app.clientId}`,
  })
}

/** A refresh token that is bound to a key works with that key only (S-579). */
const requireSameKey = ({ jkt }: TokenRequest, { token }: LivingRefreshToken): void => {
  if (token.jkt === undefined || token.jkt === jkt) return
  refuse('dpopRefreshWithAnotherKey', {
    reason: `the refresh token is bound to the key ${token.jkt} and the DPoP proof is ${jkt === undefined ? 'missing' : `made with ${jkt}`}: use the key of the first token request`,
  })
}

/** The scopes asked for, or all that were granted; a scope beyond those is refused (S-505). */
const requireGrantedScopes = ({ params }: TokenRequest, { token }: LivingRefreshToken): readonly string[] => {
  const asked = words(params.get('scope'))
  if (asked.length === 0) return token.scopes
  const denied = asked.filter((scope) => !token.scopes.includes(scope))
  if (denied.length > 0) {
    refuse('refreshScopesDenied', {
      values: [denied.join(', ')],
      reason: `${denied.join(', ')} was not granted with the refresh token, which has ${token.scopes.join(' ')}: leave it out, or ask for it at /authorize`,
    })
  }
  return asked
}

/**
 * The newest string, made in the same step in which the one shown is replaced. Where none goes out nothing is replaced:
 * the client holds no other (S-506).
 */
const renew = async (
  { app, server }: TokenRequest,
  { token, claimed }: LivingRefreshToken,
  goesOut: boolean,
  deps: Deps,
): Promise<string> => {
  const now = deps.now()
  const { leeway, rotationType } = app.refreshToken
  const rules = { leeway, rotationType: goesOut ? rotationType : 'STATIC' } as const
  const step = (held: RefreshToken) => rotate(held, claimed.number, rules, now)
  const before = await deps.store.refreshTokens.change(token.id, (held) => step(held).token)
  if (before === undefined) {
    return refuse('refreshTokenInvalid', { reason: 'the refresh token was ended while this request was under way' })
  }
  const after = step(before)
  if (after.outcome === 'reused') {
    await endRefreshToken(token, server, deps)
    return refuse('refreshTokenInvalid', {
      reason: `reuse detected: this refresh token of "${app.label}" (${app.clientId}) was replaced more than ${leeway} s ago (apps[].refresh_token.leeway), so the newest one and all access tokens since the sign-in were ended: always use the newest refresh token`,
    })
  }
  // Who comes a second time within the leeway gets the string that the first one got (S-502).
  return writeRefreshToken(token, after.token.newest)
}

export const refreshToken: Grant = {
  type: 'refresh_token',
  decide: async (request, deps) => {
    const living = await requireRefreshToken(request, deps)
    requireSameClient(request, living)
    requireSameKey(request, living)
    requireRegisteredOrigin(request)
    const scopes = requireGrantedScopes(request, living)
    const { token, user } = living
    const goesOut = scopes.includes('offline_access')
    const value = await renew(request, living, goesOut, deps)
    return {
      app: request.app,
      // How and when the person signed in stays as it was (S-508). A nonce is not repeated (differences.md).
      subject: {
        user,
        authTime: token.authTime,
        amr: token.amr,
        ...(token.acr !== undefined && { acr: token.acr }),
      },
      scopes,
      accessToken: true,
      idToken: scopes.includes('openid'),
      refresh: { id: token.id, ...(goesOut && { value }) },
    }
  },
}
