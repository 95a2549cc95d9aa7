// grant_type=password (RFC 6749 4.3): the app has the user's password.
import type { Deps } from '../../deps.js'
import type { User } from '../../org/records.js'
import { checkPassword } from '../../signin/password.js'
import { requireAssigned } from '../assignment.js'
import { refuse } from '../catalogue.js'
import { grantScopes } from '../granted-scopes.js'
import { words } from '../words.js'
import { requireRegisteredOrigin } from './browser-rules.js'
import type { Grant, TokenRequest } from './grant.js'

const requireParameter = ({ params }: TokenRequest, name: string): string =>
  params.get(name) ?? refuse('parameterMissing', { values: [name], reason: `the request has no ${name}` })

/** Wrong password, unknown user and a user who may not sign in look the same (S-517). */
const requireUser = async (request: TokenRequest, deps: Deps): Promise<User> => {
  const login = requireParameter(request, 'username')
  const password = requireParameter(request, 'password')
  request.ask.trace.user = login
  const result = await checkPassword(login, password, deps)
  if (result.kind === 'refused') return refuse('passwordInvalid', result)
  const { kind, user } = result
  if (user.factors.length > 0) {
    refuse('passwordDeniedByPolicy', {
      reason: `"${login}" has a second factor, which this grant cannot ask for: take a user without users[].factors, or sign in at /authorize`,
    })
  }
  if (kind === 'expired') {
    refuse('passwordExpired', {
      reason: `the password of "${login}" has expired: change it by /api/v1/authn, or set users[].status to ACTIVE`,
    })
  }
  return user
}

/** An app that has to ask for consent cannot do so here (S-519). */
const requireNoConsent = ({ app, server }: TokenRequest, scopes: readonly string[]): void => {
  if (app.consentMethod !== 'REQUIRED') return
  const consent = scopes.filter((scope) => server.consentOf(scope, app) !== 'IMPLICIT')
  if (consent.length === 0) return
  refuse('passwordConsent', {
    values: [consent.join(', ')],
    reason: `${consent.join(', ')} needs the user's consent: set apps[].consent_method of "${app.label}" (${app.clientId}) to TRUSTED, or sign in at /authorize`,
  })
}

export const password: Grant = {
  type: 'password',
  decide: async (request, deps) => {
    requireRegisteredOrigin(request)
    const { app, server, params, ask } = request
    const scopes = grantScopes({ server, app, asked: words(params.get('scope')), channel: 'token endpoint' }, ask.trace)
    const user = await requireUser(request, deps)
    requireAssigned(app, user, deps)
    requireNoConsent(request, scopes)
    return {
      app,
      subject: { user, authTime: deps.now(), amr: ['pwd'] },
      scopes,
      accessToken: true,
      idToken: scopes.includes('openid'),
      ...(scopes.includes('offline_access') && { refresh: 'new' as const }),
    }
  },
}
