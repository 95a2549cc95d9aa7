// The end of an authorization: the user is known; the app gets what it asked for.
import type { Deps } from '../../deps.js'
import type { Answer, Trace } from '../../exchange.js'
import { respond } from '../responses/index.js'
import type { Subject } from '../tokens/decision.js'
import { issue } from '../tokens/issue.js'
import { useRequestUri } from './pushed.js'
import type { AuthorizationRequest } from './request.js'

/** A code lives five minutes (S-062). */
const codeLifetimeSeconds = 300

const issueCode = async (
  request: AuthorizationRequest,
  { user, authTime, amr, acr }: Subject,
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
      authTime,
      amr,
      ...(acr !== undefined && { acr }),
      ...(nonce !== undefined && { nonce }),
      ...(codeChallenge !== undefined && { codeChallenge }),
    },
    codeLifetimeSeconds,
  )
  return code
}

/** Sends code and tokens to the app. */
export const completeAuthorization = async (
  request: AuthorizationRequest,
  subject: Subject,
  scopes: readonly string[],
  deps: Deps,
  trace: Trace,
): Promise<Answer> => {
  const { server, app, params, responseType } = request
  await useRequestUri(params, deps)
  const code = responseType.has('code') ? await issueCode(request, subject, scopes, deps) : undefined
  if (code !== undefined) trace.issued.push({ kind: 'code', value: code })
  const nonce = params.get('nonce')
  const { accessToken, idToken } = await issue(
    {
      app,
      subject,
      scopes,
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
    // Order as documented for each response type alone; where they are combined it is inferred (S-063). No iss (S-680).
    [
      ...(code === undefined ? [] : [['code', code] as const]),
      ...(idToken === undefined ? [] : [['id_token', idToken] as const]),
      ...(accessToken === undefined
        ? []
        : ([
            ['access_token', accessToken],
            ['token_type', 'Bearer'],
            ['expires_in', lifetime],
            ['scope', scopes.join(' ')],
          ] as const)),
      ['state', params.get('state') ?? ''],
    ],
    deps.random,
  )
}
