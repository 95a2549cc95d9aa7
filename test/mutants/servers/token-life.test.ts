import { testMutants } from './test-mutants.js'
import { tokenLifeMutants } from './token-life.js'

testMutants(tokenLifeMutants)
