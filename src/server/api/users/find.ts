// The user that a path names.
import type { Org } from '../../org/org.js'
import type { User } from '../../org/records.js'
import type { Call } from '../call.js'
import { refuse } from '../catalogue.js'

/** By id, login, or the login's part before the @ if only one user has it (S-319). */
export const findUser = (org: Org, name: string): User | undefined => {
  const exact = org.findUser(name) ?? org.findUserByLogin(name)
  if (exact) return exact
  const prefix = `${name.toLowerCase()}@`
  const [only, ...others] = org.users().filter((user) => user.profile.login.toLowerCase().startsWith(prefix))
  return others.length === 0 ? only : undefined
}

/** The user at `{id}` or `{userId}`; `me` is the caller's own. */
export const requireUser = ({ values, caller, deps }: Pick<Call, 'values' | 'caller' | 'deps'>): User => {
  const name = values.id ?? values.userId ?? ''
  const user = name === 'me' ? caller.user : findUser(deps.org, name)
  if (user) return user
  return refuse('notFound', {
    values: [name, 'User'],
    reason: name === 'me' ? 'service apps act for nobody: they have no "me"' : `no user has the id or login "${name}"`,
  })
}
