import { oktaMutants } from './okta.js'
import { testMutants } from './test-mutants.js'

testMutants(oktaMutants)
