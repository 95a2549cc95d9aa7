// Says what a target lacks, naming the setting that would change it.
import { appRoles, findApp } from './app-roles.js'
import type { Metadata } from './metadata.js'
import type { Ability, AppRole, EndpointNeed, Need, UserRole } from './needs.js'
import type { Settings } from './settings.js'
import { findUser, userRoles } from './user-roles.js'

/** Why the target lacks an ability; undefined where it has it. */
export type Abilities = Readonly<Record<Ability, string | undefined>>

interface Known {
  readonly settings: Settings
  readonly metadata: Metadata
  readonly abilities: Abilities
}

const isAppRole = (need: Need): need is AppRole => Object.hasOwn(appRoles, need)
const isUserRole = (need: Need): need is UserRole => Object.hasOwn(userRoles, need)
const isAbility = (need: Need, abilities: Abilities): need is Ability => Object.hasOwn(abilities, need)

/** `code-app: no web app with … (CONFORMANCE_CLIENT_ID, … or apps[] in --config)` */
const lacks = (need: Need, { wanted, variables = [] }: Wanted, list: 'apps' | 'users'): string =>
  `${need}: no ${wanted} (${[...variables, `${list}[] in --config`].join(' or ')})`

interface Wanted {
  readonly wanted: string
  readonly variables?: readonly string[]
}

/** The reason, or undefined where the need is met. */
export const missingFrom =
  ({ settings, metadata, abilities }: Known) =>
  (need: Need): string | undefined => {
    if (isAppRole(need)) {
      return findApp(settings.apps, need) ? undefined : lacks(need, appRoles[need], 'apps')
    }
    if (isUserRole(need)) {
      return findUser(settings.users, need) ? undefined : lacks(need, userRoles[need], 'users')
    }
    if (isAbility(need, abilities)) {
      const reason = abilities[need]
      return reason === undefined ? undefined : `${need}: ${reason}`
    }
    const endpoint: EndpointNeed = need
    return metadata.find(endpoint) === undefined ? `${need}: the metadata names no such endpoint` : undefined
  }
