import { idTokenMutants } from './id-tokens.js'
import { testMutants } from './test-mutants.js'

testMutants(idTokenMutants)
