// Where a file names no probe: the app's first page, which most apps greet people on by name, or where else they name them.
import type { Person } from '../people.js'
import type { ProbeSettings } from './probe.js'

/** Pages of people's own; the first is that of Auth.js. */
const usualPaths = ['/api/auth/session', '/api/me', '/me', '/profile', '/api/user', '/user', '/account'] as const

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** Signed in: the page names somebody who can sign in; signed out: it names nobody of them. */
export const guessProbe = (start: string, people: readonly Person[]): ProbeSettings => {
  const names = people.flatMap(({ calledAs }) => calledAs).toSorted((a, b) => b.length - a.length)
  const anybody = names.map(literal).join('|')
  return {
    url: new URL('/', start).href,
    others: usualPaths.map((path) => new URL(path, start).href),
    signedIn: { text: `(${anybody})` },
    signedOut: { text: `^(?![\\s\\S]*(?:${anybody}))` },
  }
}
