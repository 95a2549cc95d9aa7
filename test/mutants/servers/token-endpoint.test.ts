import { testMutants } from './test-mutants.js'
import { tokenEndpointMutants } from './token-endpoint.js'

testMutants(tokenEndpointMutants)
