// The end of everything that a user or an app holds: sessions and tokens.
import type { Call } from './call.js'

/** As long as anything lives that can be held: a refresh token of a custom authorization server (S-510). */
const longestSeconds = 5 * 365 * 86_400

/** @param id of a user, or a client id. What is issued later lives, whatever the status was meanwhile (S-507) */
export const endEverythingOf = (id: string, { store }: Call['deps']): Promise<void> => store.revoke(id, longestSeconds)
