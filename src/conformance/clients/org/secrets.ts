// What of a client and its people must never be written.
import type { Person } from '../people.js'

export const secretsOf = (clientSecret: string | undefined, people: readonly Person[]): readonly string[] =>
  [clientSecret, ...people.flatMap(({ user: { login, password } }) => [login, password])].filter(
    (secret) => secret !== undefined,
  )
