import { authorizeMutants } from './authorize.js'
import { testMutants } from './test-mutants.js'

testMutants(authorizeMutants)
