// Removes what journals say was made, and nothing else.
import type { Noted, ProvisionJournal } from './journal.js'
import type { OrgApi } from './org-api.js'

interface Removing {
  readonly api: OrgApi
  /** Ids that the wire lets this run touch. */
  readonly ids: Set<string>
}

/** Known from the journal, or from the org where the run ended before it knew. */
const idOf = async ({ kind, name, id }: Noted, api: OrgApi): Promise<string | undefined> =>
  id === undefined ? api.find(kind, name) : (await api.nameOf(kind, id)) === name ? id : undefined

/** Last made, first removed. One that cannot be removed is no reason to keep the others. */
export const removeNoted = async (journal: ProvisionJournal, { api, ids }: Removing): Promise<number> => {
  let removed = 0
  for (const object of [...journal.left()].reverse()) {
    // Whatever a journal says, nothing else is touched.
    if (!object.name.startsWith('conformance-')) continue
    try {
      const id = await idOf(object, api)
      if (id !== undefined) {
        ids.add(id)
        await api.remove(object.kind, id)
        removed += 1
      }
      // Gone, or never made, or renamed by somebody who wants to keep it.
      journal.removed(object)
    } catch {
      // It stays in the journal, and is named at the end.
    }
  }
  return removed
}
