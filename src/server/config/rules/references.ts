// Groups and users that are named must exist.
import { everyoneName } from '../load.js'
import { error, type Path, type Problem } from '../problem.js'
import { didYouMean } from '../suggest.js'
import type { Rule } from './rule.js'

const unknown = (kind: string, value: string, path: Path, names: ReadonlySet<string>, add: string): Problem =>
  error(path, `no ${kind} "${value}"${didYouMean(value, names) || `: add it under ${add}, or use ${list(names)}`}`)

const list = (names: ReadonlySet<string>): string => {
  const some = [...names].slice(0, 5)
  return some.length === 0 ? 'none' : some.join(', ') + (names.size > some.length ? ', …' : '')
}

export const references: Rule = ({ groups, users, apps, apiTokens }) => {
  const groupNames = new Set([everyoneName, ...groups.map(({ profile }) => profile.name)])
  const logins = new Set(users.map(({ profile }) => profile.login.toLowerCase()))

  const groupAt = (path: Path) => (value: string, index: number) =>
    groupNames.has(value) ? [] : [unknown('group', value, [...path, index], groupNames, 'groups')]
  const userAt = (value: string, path: Path) =>
    logins.has(value.toLowerCase()) ? [] : [unknown('user with the login', value, path, logins, 'users')]

  return [
    ...users.flatMap((user, index) => user.groups.flatMap(groupAt(['users', index, 'groups']))),
    ...apps.flatMap(({ assignments }, index) => [
      ...assignments.groups.flatMap(groupAt(['apps', index, 'assignments', 'groups'])),
      ...assignments.users.flatMap((login, position) =>
        userAt(login, ['apps', index, 'assignments', 'users', position]),
      ),
    ]),
    ...apiTokens.flatMap(({ user }, index) => userAt(user, ['apiTokens', index, 'user'])),
  ]
}
