// The operations that are built. Everything else that Okta has is answered with 501.
import type { Operate } from './call.js'
import { listUsers } from './users/list.js'
import { getUser } from './users/read.js'

/** By Okta's operation id. */
export const built: ReadonlyMap<string, Operate> = new Map(Object.entries({ listUsers, getUser }))
