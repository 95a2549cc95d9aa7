// Every server check. A new file is one line here.
import type { Check } from '../check.js'
import { apiChecks } from './api.js'
import { authorizeChecks } from './authorize.js'
import { discoveryChecks } from './discovery.js'
import { dpopChecks } from './dpop.js'
import { lifecycleChecks } from './lifecycle.js'
import { logoutChecks } from './logout.js'
import { oktaOrgChecks } from './okta-org.js'
import { parameterChecks } from './parameters.js'
import { pushedChecks } from './pushed.js'
import { requestObjectChecks } from './request-objects.js'
import { responseTypeChecks } from './response-types.js'
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
  ...lifecycleChecks,
  ...logoutChecks,
  ...serviceChecks,
  ...dpopChecks,
  ...pushedChecks,
  ...oktaOrgChecks,
  ...apiChecks,
  ...asChecks([...authorizeQuestions, ...tokenQuestions]),
]
