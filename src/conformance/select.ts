// Which checks a run takes: by profile, by id, without some ids.
import type { Profile } from './check.js'

/** What was asked for; an empty list asks for nothing in particular. */
export interface Selection {
  readonly profiles: readonly Profile[]
  /** Ids, the first part of one (`token` selects `token/…`, `CL-STATE` `CL-STATE-…`), or the topic of client checks. */
  readonly only: readonly string[]
  readonly skip: readonly string[]
}

/** What a selection looks at. */
interface Selectable {
  readonly id: string
  readonly topic?: string
  /** Client checks have one of their own. */
  readonly profiles?: readonly Profile[]
}

/** `CL-STATE` of the published table of client checks. */
const isTable = (name: string, id: string): boolean => name.startsWith('CL-') && id.startsWith(`${name}-`)

const named =
  (names: readonly string[]) =>
  ({ id, topic }: Selectable): boolean =>
    names.some((name) => id === name || topic === name || id.startsWith(`${name}/`) || isTable(name, id))

/** Names that fit no check at all: a typing mistake. */
export const unknownNames = (
  checks: readonly Selectable[],
  { only, skip }: Pick<Selection, 'only' | 'skip'>,
): readonly string[] => [...only, ...skip].filter((name) => !checks.some(named([name])))

export const selectChecks = <Kind extends Selectable>(
  checks: readonly Kind[],
  { profiles, only, skip }: Selection,
): readonly Kind[] =>
  checks.filter(
    (check) =>
      (profiles.length === 0 || (check.profiles ?? ['client']).some((profile) => profiles.includes(profile))) &&
      (only.length === 0 || named(only)(check)) &&
      !named(skip)(check),
  )
