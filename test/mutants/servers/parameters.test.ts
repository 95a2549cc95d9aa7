import { parameterMutants } from './parameters.js'
import { testMutants } from './test-mutants.js'

testMutants(parameterMutants)
