// Whether the person may use the app at all.
import type { Deps } from '../deps.js'
import type { App, User } from '../org/records.js'
import { refuse } from './catalogue.js'

/** Refuses a user who is not assigned to the app (S-030). */
export const requireAssigned = (app: App, user: User, deps: Deps): void => {
  if (deps.org.isAssigned(app, user)) return
  refuse('userNotAssigned', {
    reason: `"${user.profile.login}" is not assigned to "${app.label}" (${app.clientId}): add the login or a group under apps[].assignments`,
  })
}
