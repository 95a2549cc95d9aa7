// A patch and the settings it changes become one document: entries are found by their natural keys.
import type { ConfigFile, ResolvedSettings } from './shape.js'

/** The lists of a configuration. */
export type List = Exclude<keyof ResolvedSettings, 'org'>

/** The document, and how many entries at the start of each list the patch named. */
export interface Merged {
  readonly merged: unknown
  readonly touched: Readonly<Record<List, number>>
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** RFC 7396: objects are merged, `null` removes, anything else replaces. */
const mergeFields = (target: Fields, patch: Fields): Fields => {
  const kept = Object.entries(target).filter(([name]) => patch[name] !== null)
  const given = Object.entries(patch).filter(([, value]) => value !== null)
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(
      given.map(([name, value]) => {
        const before = target[name]
        return [name, isFields(value) && isFields(before) ? mergeFields(before, value) : value]
      }),
    ),
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const inProfile = (entry: Fields, name: string): string | undefined =>
  isFields(entry.profile) ? text(entry.profile[name]) : undefined

type ReadKey = (entry: Fields) => string | undefined

const clientId: ReadKey = (entry) => text(entry.client_id)
const label: ReadKey = (entry) => text(entry.label)
const id: ReadKey = (entry) => text(entry.id)
const name: ReadKey = (entry) => text(entry.name)
const groupName: ReadKey = (entry) => inProfile(entry, 'name')
const login: ReadKey = (entry) => inProfile(entry, 'login')?.toLowerCase()

/** What the entry is known by: an app or a server whose id is not given, by its name. */
const keyOf: Readonly<Record<List, (entry: Fields) => ReadKey>> = {
  groups: () => groupName,
  users: () => login,
  apps: (entry) => (entry.client_id === undefined ? label : clientId),
  authorizationServers: (entry) => (entry.id === undefined ? name : id),
  trustedOrigins: () => (entry) => text(entry.origin),
  apiTokens: () => (entry) => text(entry.token),
}

const lists = Object.keys(keyOf) as List[]

const findPlace = (entries: readonly Fields[], entry: Fields, list: List): number => {
  const key = keyOf[list](entry)
  const value = key(entry)
  return value === undefined ? -1 : entries.findIndex((candidate) => key(candidate) === value)
}

/** What the patch names comes first, in its order: so the places of problems are those of the patch. */
const mergeList = (current: readonly Fields[], patch: readonly unknown[], list: List): readonly unknown[] => {
  const places = patch.map((entry) => (isFields(entry) ? findPlace(current, entry, list) : -1))
  const named = patch.map((entry, index) => {
    const before = current[places[index] ?? -1]
    return before && isFields(entry) ? mergeFields(before, entry) : entry
  })
  return [...named, ...current.filter((_, place) => !places.includes(place))]
}

/** Nothing is checked here: what makes no sense ends up in the document, for the schema to refuse. */
export const mergeSettings = (current: ResolvedSettings, patch: unknown): Merged => {
  const given = isFields(patch) ? patch : {}
  const named = (list: List): readonly unknown[] => {
    const change = given[list]
    return Array.isArray(change) ? change : []
  }
  const merged = lists
    .filter((list) => Array.isArray(given[list]))
    .map((list) => [list, mergeList(current[list] as readonly Fields[], named(list), list)])
  return {
    merged: isFields(patch)
      ? {
          ...current,
          ...patch,
          ...Object.fromEntries(merged),
          ...(isFields(patch.org) && { org: mergeFields({ ...current.org }, patch.org) }),
        }
      : patch,
    touched: Object.fromEntries(lists.map((list) => [list, named(list).length])) as Merged['touched'],
  }
}

/** An entry of a list in which nearly everything may be left out. */
type Entry<Name extends List> = NonNullable<ConfigFile[Name]>[number]

type Profiled<T extends { readonly profile: object }, Key extends keyof T['profile']> = Partial<Omit<T, 'profile'>> & {
  readonly profile: Pick<T['profile'], Key> & Partial<T['profile']>
}

/** A change of a running org: entries need what they are known by, and what is to be different. */
export interface OrgPatch {
  readonly org?: Partial<NonNullable<ConfigFile['org']>>
  readonly groups?: readonly Profiled<Entry<'groups'>, 'name'>[]
  readonly users?: readonly Profiled<Entry<'users'>, 'login'>[]
  readonly apps?: readonly Partial<Entry<'apps'>>[]
  readonly authorizationServers?: readonly Partial<Entry<'authorizationServers'>>[]
  readonly trustedOrigins?: NonNullable<ConfigFile['trustedOrigins']>
  readonly apiTokens?: NonNullable<ConfigFile['apiTokens']>
}
