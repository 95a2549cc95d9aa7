// Which checks a run takes: by profile, by id, without some ids.
import type { Check, Profile } from './check.js'

/** What was asked for; an empty list asks for nothing in particular. */
export interface Selection {
  readonly profiles: readonly Profile[]
  /** Ids, or the first part of one: `token` selects `token/…`. */
  readonly only: readonly string[]
  readonly skip: readonly string[]
}

const named =
  (names: readonly string[]) =>
  ({ id }: { readonly id: string }): boolean =>
    names.some((name) => id === name || id.startsWith(`${name}/`))

/** Names that fit no check at all: a typing mistake. */
export const unknownNames = (checks: readonly Check[], { only, skip }: Selection): readonly string[] =>
  [...only, ...skip].filter((name) => !checks.some(named([name])))

export const selectChecks = (checks: readonly Check[], { profiles, only, skip }: Selection): readonly Check[] =>
  checks.filter(
    (check) =>
      (profiles.length === 0 || check.profiles.some((profile) => profiles.includes(profile))) &&
      (only.length === 0 || named(only)(check)) &&
      !named(skip)(check),
  )
