// The group that a path names.
import type { Group } from '../../org/records.js'
import type { Call } from '../call.js'
import { refuse } from '../catalogue.js'

/** The group at `{groupId}`: by id only. */
export const requireGroup = ({ values, deps }: Pick<Call, 'values' | 'deps'>): Group => {
  const id = values.groupId ?? ''
  return (
    deps.org.findGroup(id) ??
    refuse('notFound', { values: [id, 'UserGroup'], reason: `no group has the id "${id}": names do not count here` })
  )
}
