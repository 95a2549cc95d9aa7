// Every rule beyond the schema, in the order in which problems are reported where the file does not order them.
import type { Problem } from '../problem.js'
import type { ResolvedSettings } from '../shape.js'
import { authorizationServers } from './authorization-servers.js'
import {
  keysForAssertions,
  oneKeySource,
  pkceOfServiceApps,
  pkceWithoutAuthentication,
  publicKeys,
  secretLongEnough,
  secretWhereUsed,
} from './client-authentication.js'
import { emailIsKnown, everyoneIsBuiltIn, loginIsLongEnough, orgId } from './entries.js'
import {
  authorizationCodeWhereRequired,
  codeMatchesGrant,
  dpopWithoutImplicit,
  grantTypesAreBuilt,
  grantTypesFitApplication,
  implicitMatchesTokens,
} from './grant-types.js'
import { grantsAreOktaScopes, rolesOfServiceApps, selfScopesNeedPeople } from './grants.js'
import { postLogoutRedirectUris, redirectUris, someRedirectUri } from './redirect-uris.js'
import { references } from './references.js'
import type { AppRule, Rule } from './rule.js'
import { unique } from './unique.js'

const rules: readonly Rule[] = [
  unique,
  references,
  authorizationServers,
  orgId,
  everyoneIsBuiltIn,
  emailIsKnown,
  loginIsLongEnough,
]

const appRules: readonly AppRule[] = [
  grantTypesFitApplication,
  authorizationCodeWhereRequired,
  codeMatchesGrant,
  implicitMatchesTokens,
  grantTypesAreBuilt,
  dpopWithoutImplicit,
  pkceWithoutAuthentication,
  pkceOfServiceApps,
  secretWhereUsed,
  secretLongEnough,
  keysForAssertions,
  oneKeySource,
  publicKeys,
  redirectUris,
  postLogoutRedirectUris,
  someRedirectUri,
  grantsAreOktaScopes,
  selfScopesNeedPeople,
  rolesOfServiceApps,
]

/** Everything that is wrong with settings whose shape is right. */
export const findProblems = (settings: ResolvedSettings): readonly Problem[] => [
  ...rules.flatMap((rule) => rule(settings)),
  ...settings.apps.flatMap((app, index) => appRules.flatMap((rule) => rule(app, ['apps', index], settings))),
]
