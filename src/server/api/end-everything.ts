// The end of everything that a user or an app holds: sessions and tokens.
import { longestTokenSeconds } from '../org/refresh-token-limits.js'
import type { Call } from './call.js'

/** @param id of a user, or a client id. What is issued later lives, whatever the status was meanwhile (S-507) */
export const endEverythingOf = (id: string, { store }: Call['deps']): Promise<void> =>
  store.revoke(id, longestTokenSeconds)
