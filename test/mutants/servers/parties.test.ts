import { partyMutants } from './parties.js'
import { testMutants } from './test-mutants.js'

testMutants(partyMutants)
