// An Answer becomes the response, with the headers that Okta puts on everything.
import type { OutgoingHttpHeader, ServerResponse } from 'node:http'
import { stringifySetCookie } from 'cookie'
import type { Answer, Ask, SetCookie } from '../exchange.js'
import { httpDate } from '../http-date.js'
import type { Headers } from './surface.js'

/** On every answer (S-001). Strict-Transport-Security is left out: it would pin localhost to https (differences.md). */
const always = {
  'x-xss-protection': '0',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'accept-ch': 'Sec-CH-UA-Platform-Version',
  p3p: 'CP="HONK"',
} as const

/** Where there is something to sniff, and where there is nothing (S-603). */
const withContent = { ...always, 'x-content-type-options': 'nosniff' } as const
const withoutContent = { ...always, 'x-frame-options': 'SAMEORIGIN' } as const

/** Where the org is served over https its cookies work across sites, as Okta's do; over http they cannot (S-202). */
const writeCookie = ({ name, value, maxAge }: SetCookie, secure: boolean): string =>
  stringifySetCookie({
    name,
    value,
    path: '/',
    httpOnly: true,
    secure,
    sameSite: secure ? 'none' : 'lax',
    ...(maxAge !== undefined && { maxAge }),
  })

/** The body and its type. Okta sends JSON without a charset (S-072). */
const contentOf = (answer: Answer): readonly [type: string, text: string] | undefined => {
  if ('json' in answer) return ['application/json', JSON.stringify(answer.json)]
  if ('jsonText' in answer) return ['application/json', answer.jsonText]
  if ('html' in answer) return ['text/html; charset=utf-8', answer.html]
  return undefined
}

/** What goes around an answer. */
export interface Sending {
  readonly ask: Ask
  /** Headers beside the answer's own; where both have one, the answer's counts. */
  readonly extra: readonly Headers[]
  /** Epoch seconds by the org's clock: clients count from `Date` to the times in other headers and in tokens. */
  readonly now: number
  /** The org's URL is https. */
  readonly secure: boolean
}

/** Sends the answer. Throws where a header cannot be written. */
export const sendAnswer = (answer: Answer, response: ServerResponse, { ask, extra, now, secure }: Sending): void => {
  const headers: Record<string, OutgoingHttpHeader> = {
    date: httpDate(now),
    ...(answer.status === 204 ? withoutContent : withContent),
    'x-okta-request-id': ask.requestId,
  }
  for (const set of extra) Object.assign(headers, set)
  if (answer.headers) Object.assign(headers, answer.headers)
  if (answer.cookies) headers['set-cookie'] = answer.cookies.map((cookie) => writeCookie(cookie, secure))
  if ('redirect' in answer) headers.location = answer.redirect

  const [type, text] = contentOf(answer) ?? []
  if (type !== undefined) headers['content-type'] = type
  if (answer.status !== 204) headers['content-length'] = text === undefined ? 0 : Buffer.byteLength(text)
  response.writeHead(answer.status, headers).end(text)
}
