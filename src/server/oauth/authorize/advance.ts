// One authorization from a request that is in order to its answer, stopping wherever the person has to do something.
import type { Deps } from '../../deps.js'
import type { Answer, Trace } from '../../exchange.js'
import type { User } from '../../org/records.js'
import { requireAssigned } from '../assignment.js'
import { grantScopes } from '../granted-scopes.js'
import { acceptSession } from './accept-session.js'
import { findContext } from './acr.js'
import { askForConsent, askForPassword, askToStepUp } from './ask-person.js'
import { completeAuthorization } from './complete.js'
import { scopesToAskFor } from './consent.js'
import type { Progress } from './progress.js'
import { type AuthorizationRequest, grantTypesOf } from './request.js'

const requirePolicies = (
  { server, app, responseType }: AuthorizationRequest,
  user: User,
  scopes: readonly string[],
  deps: Deps,
): void => {
  const groups = deps.org.groupsOf(user).map(({ profile }) => profile.name)
  for (const grantType of grantTypesOf(responseType)) {
    server.requirePolicy({ app, user, grantType, scopes, groups })
  }
}

/** Shows the next page, or answers the app. Whether the app is assigned is asked before consent (S-030). */
export const advance = async (
  request: AuthorizationRequest,
  progress: Progress,
  deps: Deps,
  trace: Trace,
): Promise<Answer> => {
  const signedIn = acceptSession(request, progress, deps.now())
  if (signedIn === undefined) {
    trace.decision = 'asks for the password'
    return askForPassword(request, deps)
  }

  const { user, session } = signedIn
  const { server, app, responseType } = request
  trace.user = user.profile.login
  requireAssigned(app, user, deps)
  const channel = responseType.has('code') ? 'token endpoint' : 'redirect'
  const scopes = grantScopes({ server, app, asked: request.scopes, channel }, trace)
  requirePolicies(request, user, scopes, deps)

  const context = findContext(request, signedIn, deps.org.engine)
  if (context.kind === 'code missing') {
    trace.decision = 'asks for the second factor'
    return askToStepUp(request, signedIn, progress, deps)
  }
  const open = progress.agreed ? [] : await scopesToAskFor(request, user, scopes, deps)
  if (open.length > 0) {
    trace.decision = `asks for consent to ${open.join(', ')}`
    return askForConsent(request, signedIn, progress, open, deps)
  }

  const subject = { user, authTime: session.authTime, amr: session.amr }
  const { acr } = context
  return completeAuthorization(request, { ...subject, ...(acr !== undefined && { acr }) }, scopes, deps, trace)
}
