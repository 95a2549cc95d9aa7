// POST /oauth2/v1/global-token-revocation: everything a user has ends at once.
import type { User } from '../org/records.js'
import { noContent } from './answers.js'
import type { Call, Operate } from './call.js'
import { refuse } from './catalogue.js'
import { endEverythingOf } from './end-everything.js'
import { objectAt, readObject } from './read-body.js'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** `opaque` names a user by id; `iss_sub` by issuer and id or login, and the only issuer here is the org (S-255). */
const findSubject = ({ ask, deps: { org, url } }: Call): User | undefined => {
  const { format, id, iss, sub } = objectAt(readObject(ask), 'sub_id')
  if (format === 'opaque') return org.findUser(text(id))
  if (format !== 'iss_sub' || iss !== url) return undefined
  return org.findUser(text(sub)) ?? org.findUserByLogin(text(sub))
}

export const globalTokenRevocation: Operate = async (call) => {
  const { ask, deps } = call
  const user = findSubject(call)
  if (user === undefined) {
    return refuse('validationFailed', {
      values: ['sub_id'],
      causes: ['sub_id: The field is invalid.'],
      reason: `sub_id names no user of this org: send { "format": "opaque", "id": "00u…" }, or iss_sub with iss ${deps.url}`,
    })
  }
  await endEverythingOf(user.id, deps)
  ask.trace.decision = `revoked everything of ${user.profile.login}`
  return noContent
}
