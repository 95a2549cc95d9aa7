// The end of an authorization: the user is known; the app gets what it asked for.
import type { Deps } from '../../deps.js'
import type { Answer, Trace } from '../../exchange.js'
import type { SignedIn } from '../../signin/sessions.js'
import { refuse } from '../catalogue.js'
import { grantScopes } from '../granted-scopes.js'
import { respond } from '../responses/index.js'
import { issue } from '../tokens/issue.js'
import { type AuthorizationRequest, grantTypesOf } from './request.js'

/** A code lives five minutes (S-062). */
const codeLifetimeSeconds = 300

const requireAssigned = ({ app }: AuthorizationRequest, { user }: SignedIn, deps: Deps): void => {
  if (deps.org.isAssigned(app, user)) return
  refuse('userNotAssigned', {
    reason: `"${user.profile.login}" is not assigned to "${app.label}" (${app.clientId}): add the login or a group under apps[].assignments`,
  })
}

const issueCode = async (
  request: AuthorizationRequest,
  { user, session }: SignedIn,
  scopes: readonly string[],
  deps: Deps,
): Promise<string> => {
  const { server, app, redirectUri, params } = request
  const code = deps.random.token()
  const nonce = params.get('nonce')
  const codeChallenge = params.get('code_challenge')
  await deps.store.codes.put(
    code,
    {
      serverId: server.id,
      clientId: app.clientId,
      redirectUri,
      userId: user.id,
      scopes,
      authTime: session.authTime,
      amr: session.amr,
      ...(nonce !== undefined && { nonce }),
      ...(codeChallenge !== undefined && { codeChallenge }),
    },
    codeLifetimeSeconds,
  )
  return code
}

/** Checks the assignment, then sends code and tokens to the app. */
export const completeAuthorization = async (
  request: AuthorizationRequest,
  signedIn: SignedIn,
  deps: Deps,
  trace: Trace,
): Promise<Answer> => {
  requireAssigned(request, signedIn, deps)
  const { server, app, params, responseType } = request
  const channel = responseType.has('code') ? 'token endpoint' : 'redirect'
  const granted = grantScopes({ server, app, asked: request.scopes, channel }, trace)

  const groups = deps.org.groupsOf(signedIn.user).map(({ profile }) => profile.name)
  for (const grantType of grantTypesOf(responseType)) {
    server.requirePolicy({ app, user: signedIn.user, grantType, scopes: granted, groups })
  }

  const code = responseType.has('code') ? await issueCode(request, signedIn, granted, deps) : undefined
  if (code !== undefined) trace.issued.push({ kind: 'code', value: code })
  const nonce = params.get('nonce')
  const { accessToken, idToken } = await issue(
    {
      app,
      subject: { user: signedIn.user, authTime: signedIn.session.authTime, amr: signedIn.session.amr },
      scopes: granted,
      accessToken: responseType.has('token'),
      idToken: responseType.has('id_token'),
      ...(nonce !== undefined && { nonce }),
      ...(code !== undefined && { code }),
    },
    server,
    deps,
    trace,
  )
  trace.decision = `issued ${trace.issued.map(({ kind }) => kind).join(', ')}`

  const lifetime = String(server.accessTokenLifetimeSeconds)
  return respond(
    request,
    // Order as documented for each response type alone; where they are combined it is inferred (S-063).
    [
      ...(code === undefined ? [] : [['code', code] as const]),
      ...(idToken === undefined ? [] : [['id_token', idToken] as const]),
      ...(accessToken === undefined
        ? []
        : ([
            ['access_token', accessToken],
            ['token_type', 'Bearer'],
            ['expires_in', lifetime],
            ['scope', granted.join(' ')],
          ] as const)),
      ['state', params.get('state') ?? ''],
    ],
    deps.random,
  )
}
