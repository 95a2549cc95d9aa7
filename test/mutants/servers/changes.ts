// What mutants are made of: changes to requests on their way in, and to answers on their way out.
import type { WireRequest } from '../../../src/conformance/wire/exchange.js'
import type { RawResponse } from '../../../src/conformance/wire/transport.js'
import type { Intermediary } from './mutant.js'

export const pathOf = ({ url }: WireRequest): string => new URL(url).pathname
export const queryOf = ({ url }: WireRequest): URLSearchParams => new URL(url).searchParams
export const formOf = ({ body = '' }: WireRequest): URLSearchParams => new URLSearchParams(body)
export const headerOf = ({ headers }: RawResponse, name: string): string | undefined =>
  headers.find(([key]) => key === name)?.[1]

type Where = (request: WireRequest) => boolean

export const at =
  (...paths: readonly string[]): Where =>
  (request) =>
    paths.includes(pathOf(request))
export const below =
  (prefix: string): Where =>
  (request) =>
    pathOf(request).startsWith(prefix)

export const authorizePath = '/oauth2/v1/authorize'
export const tokenPath = '/oauth2/v1/token'

/** Changes answers of some paths. */
export const answers =
  (where: Where, change: (response: RawResponse, request: WireRequest) => RawResponse): (() => Intermediary) =>
  () =>
  async (request, pass) => {
    const response = await pass(request)
    return where(request) ? change(response, request) : response
  }

/** Changes requests to some paths. */
export const requests =
  (where: Where, change: (request: WireRequest) => WireRequest): (() => Intermediary) =>
  () =>
  (request, pass) =>
    pass(where(request) ? change(request) : request)

/** Changes what is asked of /authorize, however it is sent. */
export const asked = (change: (params: URLSearchParams) => void): (() => Intermediary) =>
  requests(at(authorizePath), (request) => {
    if (request.method === 'POST') return withForm(change)(request)
    const url = new URL(request.url)
    change(url.searchParams)
    return { ...request, url: url.href }
  })

export const withForm =
  (change: (form: URLSearchParams) => void) =>
  (request: WireRequest): WireRequest => {
    const form = formOf(request)
    change(form)
    return { ...request, body: form.toString() }
  }

/** Sets a header, or takes it away. */
export const withHeader =
  (name: string, value?: string) =>
  (response: RawResponse): RawResponse => ({
    ...response,
    headers: [
      ...response.headers.filter(([key]) => key !== name),
      ...(value === undefined ? [] : [[name, value] as const]),
    ],
  })

export const withStatus =
  (status: number) =>
  (response: RawResponse): RawResponse => ({ ...response, status })

type Members = Readonly<Record<string, unknown>>

const parse = (text: string): Members | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Members) : undefined
  } catch {
    return undefined
  }
}

export const membersOf = ({ text }: RawResponse): Members => parse(text) ?? {}

/** Changes the members of a JSON object; anything else passes as it is. */
export const withMembers =
  (change: (members: Members) => Members) =>
  (response: RawResponse): RawResponse => {
    const members = parse(response.text)
    return members ? withHeader('content-length')({ ...response, text: JSON.stringify(change(members)) }) : response
  }

export const without =
  (...names: readonly string[]) =>
  (members: Members): Members =>
    Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)))

/** An answer that the mock did not give. */
export const json = (body: unknown, status = 200): RawResponse => ({
  status,
  headers: [
    ['content-type', 'application/json'],
    ['cache-control', 'no-cache, no-store'],
  ],
  text: JSON.stringify(body),
})

/** What a token endpoint says that gives tokens to anybody. */
export const tokens = (more: Members = {}): RawResponse =>
  json({ token_type: 'Bearer', expires_in: 3600, access_token: 'given-to-anybody', scope: 'openid', ...more })

export const page = (status: number): RawResponse => ({
  status,
  headers: [['content-type', 'text/html; charset=utf-8']],
  text: '<!doctype html><title>A page</title><p>Something went wrong.</p>',
})

export const redirect = (location: string): RawResponse => ({
  status: 302,
  headers: [['location', location]],
  text: '',
})

/** Refusals of one error become something else. */
export const insteadOf = (
  error: string,
  where: Where,
  other: (response: RawResponse) => RawResponse,
): (() => Intermediary) =>
  answers(where, (response) => {
    const members = membersOf(response)
    return members.error === error || members.errorCode === error ? other(response) : response
  })

interface Leaving {
  readonly target: string
  readonly query: URLSearchParams
  readonly fragment: URLSearchParams
}

const readLocation = (location: string): Leaving => {
  const [before = '', fragment = ''] = location.split('#')
  const [target = '', query = ''] = before.split('?')
  return { target, query: new URLSearchParams(query), fragment: new URLSearchParams(fragment) }
}

const writeLocation = ({ target, query, fragment }: Leaving): string => {
  const search = query.size > 0 ? `?${query}` : ''
  return `${target}${search}${fragment.size > 0 ? `#${fragment}` : ''}`
}

/** Whether a redirect leaves the org: an answer to an app. */
const leaves = (response: RawResponse, request: WireRequest): boolean => {
  const location = headerOf(response, 'location')
  return location !== undefined && URL.canParse(location) && new URL(location).host !== new URL(request.url).host
}

/** Changes what apps are told by redirect. */
export const toldApps = (change: (leaving: Leaving) => Leaving): (() => Intermediary) =>
  answers(
    () => true,
    (response, request) =>
      leaves(response, request)
        ? withHeader('location', writeLocation(change(readLocation(headerOf(response, 'location') ?? ''))))(response)
        : response,
  )

/** A parameter of what apps are told, wherever it travels. */
export const toldParameter = (name: string, change: (value: string) => string | undefined): (() => Intermediary) =>
  toldApps((leaving) => {
    for (const params of [leaving.query, leaving.fragment]) {
      const value = params.get(name)
      if (value === null) continue
      const changed = change(value)
      if (changed === undefined) params.delete(name)
      else params.set(name, changed)
    }
    return leaving
  })
