// Every server that is wrong in one way.
import { authorizeMutants } from './authorize.js'
import { documentMutants } from './documents.js'
import { idTokenMutants } from './id-tokens.js'
import type { ServerMutant } from './mutant.js'
import { oktaMutants } from './okta.js'
import { parameterMutants } from './parameters.js'
import { partyMutants } from './parties.js'
import { tokenEndpointMutants } from './token-endpoint.js'
import { tokenLifeMutants } from './token-life.js'

export const serverMutants: readonly ServerMutant[] = [
  ...documentMutants,
  ...authorizeMutants,
  ...idTokenMutants,
  ...tokenEndpointMutants,
  ...tokenLifeMutants,
  ...oktaMutants,
  ...parameterMutants,
  ...partyMutants,
]
