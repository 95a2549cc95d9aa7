// A token as a person reads it: header and claims, times in words.
import { html } from 'ghtml'
import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { decodeJwt } from 'jose/jwt/decode'

const times: ReadonlySet<string> = new Set(['iat', 'exp', 'nbf', 'auth_time'])

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** `in 60 minutes`, `2 hours ago`, `now`; both in epoch seconds. */
const distance = (time: number, now: number): string => {
  const seconds = time - now
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= 2 * length) ?? ['second', 1]
  return new Intl.RelativeTimeFormat('en', { numeric: seconds === 0 ? 'auto' : 'always' }).format(
    Math.trunc(seconds / size),
    unit,
  )
}

const inWords = (name: string, value: unknown, now: number): string => {
  // Beyond this a Date does not reach.
  if (!times.has(name) || typeof value !== 'number' || Math.abs(value) > 8.64e12) return ''
  const date = new Date(value * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC')
  return html`<small>${date}, ${distance(value, now)}</small>`
}

/** JSON on one line that may wrap at its spaces. */
const spaced = (value: unknown): string => JSON.stringify(value, null, 1).replace(/\n */g, ' ')

const row = (name: string, value: unknown, now: number): string =>
  html`<tr><th scope="row">${name}</th><td><code>${spaced(value)}</code>!${inWords(name, value, now)}</td></tr>`

/** Safe HTML. `now` is the org's time in epoch seconds. */
export const decodedToken = (token: string, now: number): string => {
  try {
    const header = decodeProtectedHeader(token)
    const claims = Object.entries(decodeJwt(token))
    return html`<table>!${row('(header)', header, now)}!${claims.map(([name, value]) => row(name, value, now)).join('')}</table>`
  } catch {
    return '<p class="soft">This is not a JWT.</p>'
  }
}
