// Where a file names no probe: the app's first page, which most apps greet people on by name.
import type { Person } from '../people.js'
import type { ProbeSettings } from './probe.js'

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** Signed in: the page names somebody who can sign in; signed out: it names nobody of them. */
export const guessProbe = (start: string, people: readonly Person[]): ProbeSettings => {
  const names = people.flatMap(({ calledAs }) => calledAs).toSorted((a, b) => b.length - a.length)
  const anybody = names.map(literal).join('|')
  return {
    url: new URL('/', start).href,
    signedIn: { text: `(${anybody})` },
    signedOut: { text: `^(?![\\s\\S]*(?:${anybody}))` },
  }
}
