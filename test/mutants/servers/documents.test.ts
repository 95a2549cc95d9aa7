import { documentMutants } from './documents.js'
import { testMutants } from './test-mutants.js'

testMutants(documentMutants)
