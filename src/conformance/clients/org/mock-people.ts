// The people of a mock who can sign in, with everything that a client may call them.
import type { ResolvedSettings } from '../../../server/index.js'
import { settingsFromConfig } from '../../targets/from-config.js'
import type { UserRole } from '../../targets/needs.js'
import { findUser } from '../../targets/user-roles.js'
import { markerOf, type Person } from '../people.js'

const roles: readonly UserRole[] = ['user', 'second-user']

const text = (value: unknown): readonly string[] => (typeof value === 'string' && value !== '' ? [value] : [])

/** @param marker how reports call them, if not by their role */
export const mockPeople = (resolved: ResolvedSettings, marker?: string): readonly Person[] => {
  const { users } = settingsFromConfig(resolved, new Map())
  return roles.flatMap((role) => {
    const user = findUser(
      users.filter(({ password }) => password !== undefined),
      role,
    )
    const entry = resolved.users.find(({ profile }) => profile.login === user?.login)
    if (!user || !entry) return []
    const { login, email, firstName, lastName, displayName } = entry.profile
    const names = [entry.id, login, email, displayName, `${firstName} ${lastName}`]
    return [{ role, user, calledAs: [...new Set(names.flatMap(text))], ...(marker !== undefined && { marker }) }]
  })
}

/** As the mock's side of logins wants them. */
export const usersOf = (people: readonly Person[]) =>
  Object.fromEntries(people.map((person) => [person.role, { ...person.user, marker: markerOf(person) }]))
