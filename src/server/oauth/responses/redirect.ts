// Response modes query and fragment: the answer travels in the redirect's URL.
import { type Answer, noStore } from '../../exchange.js'

/** Name and value pairs in the order in which they go out. */
export type ResponseParams = readonly (readonly [name: string, value: string])[]

// Neither the request's URL may leak to the app nor the answer's further on (S-059).
const headers = { ...noStore, 'referrer-policy': 'no-referrer' }

/** Spaces go out as `+` and quotes as `%27`, as Okta encodes them (S-060). */
const encode = (params: ResponseParams): string =>
  new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString()

/** `response_mode=query`. A query that the redirect URI has already is kept (RFC 6749 4.1.2). */
export const redirectWithQuery = (redirectUri: string, params: ResponseParams): Answer => {
  const joint = params.length === 0 ? '' : redirectUri.includes('?') ? '&' : '?'
  return { status: 302, headers, redirect: `${redirectUri}${joint}${encode(params)}` }
}

/** `response_mode=fragment`. */
export const redirectWithFragment = (redirectUri: string, params: ResponseParams): Answer => ({
  status: 302,
  headers,
  redirect: `${redirectUri}#${encode(params)}`,
})
