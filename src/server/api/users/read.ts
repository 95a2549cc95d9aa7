// GET of one user, /users/{id} and /users/me, and of what belongs to it.
import { okWithEtag } from '../answers.js'
import type { Operate } from '../call.js'
import { requireUser } from './find.js'
import { userBody } from './shape.js'

/** One user. */
export const getUser: Operate = (call) => okWithEtag(userBody(requireUser(call), call.deps.url))
