// The grant types served at /token: the only registry.
import { authorizationCode } from './authorization-code.js'
import { clientCredentials } from './client-credentials.js'
import { deviceCode } from './device-code.js'
import type { Grant } from './grant.js'
import { password } from './password.js'
import { refreshToken } from './refresh-token.js'

const all: readonly Grant[] = [authorizationCode, refreshToken, password, clientCredentials, deviceCode]

/** The grants by their `grant_type`. */
export const grants: ReadonlyMap<string, Grant> = new Map(all.map((grant) => [grant.type, grant]))
