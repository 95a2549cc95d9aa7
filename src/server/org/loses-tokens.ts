// What a change of status does to the tokens that a user has.
import type { User } from './records.js'

const ended: ReadonlySet<User['status']> = new Set(['SUSPENDED', 'DEPROVISIONED'])

/** Suspension and deactivation end a user's tokens; other statuses keep a person from signing in, no more (S-507). */
export const losesTokens = ({ status }: User): boolean => ended.has(status)
