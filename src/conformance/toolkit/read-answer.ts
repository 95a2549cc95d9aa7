// Tells whether a response carries an answer to the app, and by which channel.
import type { WireResponse } from '../wire/exchange.js'
import type { Channel } from './authorize-result.js'
import { readForms, readPostMessage } from './page.js'

/** An answer that is on its way to the app. */
export interface Delivered {
  readonly channel: Channel
  readonly params: ReadonlyMap<string, string>
  readonly order: readonly string[]
  readonly redirectUri: string
}

const delivered = (channel: Channel, pairs: Iterable<readonly [string, string]>, redirectUri: string): Delivered => {
  const entries = [...pairs]
  return { channel, params: new Map(entries), order: entries.map(([name]) => name), redirectUri }
}

/** Where a response sends the browser; undefined if it does not. */
export const locationOf = (response: WireResponse): string | undefined => {
  const location = response.header('location')
  const base = response.request.url
  if (location === undefined || response.status < 300 || response.status > 399) return undefined
  return URL.canParse(location, base) ? new URL(location, base).href : location
}

const fromRedirect = (location: string): Delivered => {
  const [beforeFragment = '', fragment] = split(location, '#')
  const [target = '', query] = split(beforeFragment, '?')
  return fragment !== undefined && fragment !== ''
    ? delivered('fragment', new URLSearchParams(fragment), beforeFragment)
    : delivered('query', new URLSearchParams(query ?? ''), target)
}

const split = (text: string, at: string): readonly [string, string | undefined] => {
  const index = text.indexOf(at)
  return index === -1 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)]
}

const samePlace = (a: string, b: string): boolean => {
  if (!URL.canParse(a) || !URL.canParse(b)) return a === b
  const [left, right] = [new URL(a), new URL(b)]
  return left.protocol === right.protocol && left.host === right.host && left.pathname === right.pathname
}

/** @param redirectUri what the request asked for, or the app's own */
export const readAnswer = (response: WireResponse, redirectUri: string): Delivered | undefined => {
  const location = locationOf(response)
  if (location !== undefined) return samePlace(location, redirectUri) ? fromRedirect(location) : undefined
  const form = readForms(response.text, response.request.url).find(({ action }) => samePlace(action, redirectUri))
  if (form) {
    const fields = form.fields.filter(({ type }) => type === 'hidden')
    return delivered(
      'form_post',
      fields.map(({ name, value }) => [name, value] as const),
      form.action,
    )
  }
  if (response.status !== 200) return undefined
  const message = readPostMessage(response.text)
  return message && delivered('web_message', message, redirectUri)
}
