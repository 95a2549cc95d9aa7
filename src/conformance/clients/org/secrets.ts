// What of a client and its people must never be written.
import type { Person } from '../people.js'
import type { Registration } from './registration.js'

/** The members of a JWK that are not public (RFC 7518 6.2.2, 6.3.2). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'] as const

const keySecrets = (key: Registration['key']): readonly unknown[] => {
  if (key === undefined) return []
  const material = key.key
  return typeof material === 'string' ? [material] : privateMembers.map((name) => material[name])
}

export const secretsOf = ({ clientSecret, key }: Registration, people: readonly Person[]): readonly string[] =>
  [clientSecret, ...keySecrets(key), ...people.flatMap(({ user: { login, password } }) => [login, password])].filter(
    (secret) => typeof secret === 'string',
  )
