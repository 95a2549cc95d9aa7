// Every server check. A new file is one line here.
import type { Check } from '../check.js'
import { apiChecks } from './api.js'
import { authorizeChecks } from './authorize.js'
import { corsChecks } from './cors.js'
import { discoveryChecks } from './discovery.js'
import { dpopChecks } from './dpop.js'
import { introspectionChecks } from './introspection.js'
import { logoutChecks } from './logout.js'
import { oktaAnswerChecks } from './okta-answers.js'
import { oktaDocumentChecks } from './okta-documents.js'
import { oktaSignInChecks } from './okta-sign-in.js'
import { parameterChecks } from './parameters.js'
import { pushedChecks } from './pushed.js'
import { refreshChecks } from './refresh.js'
import { requestObjectChecks } from './request-objects.js'
import { responseTypeChecks } from './response-types.js'
import { revocationChecks } from './revocation.js'
import { scopeChecks } from './scopes.js'
import { serviceChecks } from './service.js'
import { tokenChecks } from './token.js'
import { tokenErrorChecks } from './token-errors.js'
import { asChecks } from './unsettled.js'
import { authorizeQuestions } from './unsettled-authorize.js'
import { tokenQuestions } from './unsettled-tokens.js'
import { userinfoChecks } from './userinfo.js'

export const serverChecks: readonly Check[] = [
  ...discoveryChecks,
  ...authorizeChecks,
  ...responseTypeChecks,
  ...parameterChecks,
  ...requestObjectChecks,
  ...scopeChecks,
  ...tokenChecks,
  ...tokenErrorChecks,
  ...userinfoChecks,
  ...introspectionChecks,
  ...revocationChecks,
  ...refreshChecks,
  ...logoutChecks,
  ...serviceChecks,
  ...dpopChecks,
  ...pushedChecks,
  ...oktaDocumentChecks,
  ...oktaSignInChecks,
  ...corsChecks,
  ...oktaAnswerChecks,
  ...apiChecks,
  ...asChecks([...authorizeQuestions, ...tokenQuestions]),
]
