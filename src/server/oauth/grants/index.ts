// The grant types served at /token: the only registry.
import { authorizationCode } from './authorization-code.js'
import type { Grant } from './grant.js'

const all: readonly Grant[] = [authorizationCode]

/** The grants by their `grant_type`. */
export const grants: ReadonlyMap<string, Grant> = new Map(all.map((grant) => [grant.type, grant]))
