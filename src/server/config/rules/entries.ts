// Rules about a single org, group or user.
import { everyoneName } from '../load.js'
import { error, warning } from '../problem.js'
import type { Rule } from './rule.js'

/** Okta's ids have 20 characters; an org whose id has not still starts. */
export const orgId: Rule = ({ org }) =>
  org.id.length === 20
    ? []
    : [warning(['org', 'id'], `"${org.id}" has ${org.id.length} characters, ids of Okta have 20`)]

/** Everyone cannot be made, renamed or removed (S-410). */
export const everyoneIsBuiltIn: Rule = ({ groups }) =>
  groups.flatMap(({ profile }, index) =>
    profile.name === everyoneName
      ? [error(['groups', index], `group ${everyoneName} exists always and holds every user: remove this entry`)]
      : [],
  )

/** A login that is not an address cannot stand in for one. */
export const emailIsKnown: Rule = ({ users }) =>
  users.flatMap(({ profile }, index) =>
    profile.email.includes('@')
      ? []
      : [error(['users', index, 'profile'], `needs email: the login "${profile.login}" is not an email address`)],
  )

/** Okta takes no shorter ones (S-412). */
const shortestLogin = 5

export const loginIsLongEnough: Rule = ({ users }) =>
  users.flatMap(({ profile: { login } }, index) =>
    login.length < shortestLogin
      ? [
          warning(
            ['users', index, 'profile', 'login'],
            `"${login}" is shorter than the ${shortestLogin} characters of Okta's logins`,
          ),
        ]
      : [],
  )
