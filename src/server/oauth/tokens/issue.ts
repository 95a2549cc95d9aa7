// A decision becomes strings: the one place where tokens are written and signed.
import type { Deps } from '../../deps.js'
import type { Trace } from '../../exchange.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { issueAccessToken } from './access-token.js'
import type { Decision } from './decision.js'
import { issueIdToken } from './id-token.js'
import { writeRefreshToken } from './refresh-token-string.js'
import { createRefreshToken } from './refresh-tokens.js'

/** The strings that go out. */
export interface Issued {
  readonly accessToken?: string
  readonly refreshToken?: string
  readonly idToken?: string
}

/** The refresh token that the access token goes with; undefined if there is none. */
const findOrMakeRefreshToken = async (
  { app, subject, scopes, jkt, refresh, refreshTokens }: Decision,
  server: AuthorizationServer,
  deps: Deps,
): Promise<{ readonly id: string; readonly value?: string } | undefined> => {
  if (refresh !== 'new') return refresh
  if (subject === undefined) return undefined
  const grounds = {
    app,
    subject,
    scopes,
    lifetimes: refreshTokens ?? server.refreshTokens,
    ...(jkt !== undefined && { jkt }),
  }
  const token = await createRefreshToken(grounds, server, deps)
  return { id: token.id, value: writeRefreshToken(token, token.newest) }
}

/** Writes and signs the tokens of a decision, and tells the journal. */
export const issue = async (
  decision: Decision,
  server: AuthorizationServer,
  deps: Deps,
  trace: Trace,
): Promise<Issued> => {
  const { subject } = decision
  const refresh = await findOrMakeRefreshToken(decision, server, deps)
  const accessToken = decision.accessToken
    ? await issueAccessToken({ ...decision, ...(refresh && { refreshTokenId: refresh.id }) }, server, deps)
    : undefined
  const idToken =
    decision.idToken && subject ? await issueIdToken(decision, subject, accessToken, server, deps) : undefined
  if (accessToken !== undefined) trace.issued.push({ kind: 'access_token', value: accessToken })
  if (refresh?.value !== undefined) trace.issued.push({ kind: 'refresh_token', value: refresh.value })
  if (idToken !== undefined) trace.issued.push({ kind: 'id_token', value: idToken })
  return {
    ...(accessToken !== undefined && { accessToken }),
    ...(refresh?.value !== undefined && { refreshToken: refresh.value }),
    ...(idToken !== undefined && { idToken }),
  }
}
