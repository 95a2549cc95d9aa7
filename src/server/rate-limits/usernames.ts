// How often a second one user may be named where a password is taken: guessing is slow (S-615).
import type { Ask } from '../exchange.js'

/** A user who was named too often, and where. */
export interface NamedTooOften {
  readonly kind: 'username'
  readonly endpoint: 'authn' | 'token'
  readonly username: string
}

/** Counts the users that requests name. */
export interface Usernames {
  /** Counts, unless the user was named too often this second. `now` is epoch seconds. */
  count(ask: Ask, now: number): NamedTooOften | undefined
  clear(): void
}

const limit = 4

const tokenPath = /^\/oauth2\/([^/]+\/)?v1\/token$/

/** The user that a request names beside a password. */
const readNamed = ({ path, body, query }: Ask): Omit<NamedTooOften, 'kind'> | undefined => {
  if (path === '/api/v1/authn') {
    const { username }: { username?: unknown } = body.kind === 'json' ? Object(body.value) : {}
    return typeof username === 'string' ? { endpoint: 'authn', username } : undefined
  }
  if (!tokenPath.test(path)) return undefined
  const username = (body.kind === 'form' ? body.params : query).get('username')
  return username === undefined ? undefined : { endpoint: 'token', username }
}

/** No user was named yet. */
export const createUsernames = (): Usernames => {
  let second = 0
  const counts = new Map<string, number>()
  return {
    count: (ask, now) => {
      const named = readNamed(ask)
      if (named === undefined) return undefined
      if (now !== second) {
        second = now
        counts.clear()
      }
      const key = `${named.endpoint} ${named.username.toLowerCase()}`
      const count = counts.get(key) ?? 0
      if (count >= limit) return { kind: 'username', ...named }
      counts.set(key, count + 1)
      return undefined
    },
    clear: () => counts.clear(),
  }
}
