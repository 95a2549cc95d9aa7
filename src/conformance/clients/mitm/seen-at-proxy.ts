// What the proxy saw of a request, in the form in which the mock's journal tells it.
import { decodeJwt } from 'jose'
import type { WireRequest } from '../../wire/exchange.js'
import type { RawResponse } from '../../wire/transport.js'
import type { Seen } from '../org-side.js'

const parse = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const formOf = ({ headers = {}, body = '' }: WireRequest): URLSearchParams =>
  new URLSearchParams(headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? body : '')

const subjectOf = (assertion: string | undefined): string | undefined => {
  try {
    return assertion === undefined ? undefined : decodeJwt(assertion).sub
  } catch {
    return undefined
  }
}

/** The user half of Basic credentials, decoded as RFC 6749 2.3.1 has it. */
const basicUser = (authorization = ''): string | undefined => {
  const [, credentials] = /^basic +(\S+)$/i.exec(authorization) ?? []
  if (credentials === undefined) return undefined
  const [user = ''] = Buffer.from(credentials, 'base64').toString('utf8').split(':')
  try {
    return decodeURIComponent(user.replaceAll('+', ' '))
  } catch {
    return user
  }
}

/** What a challenge says (RFC 6750 3). */
const challenged = (given: RawResponse, name: string): string | undefined => {
  const challenge = given.headers.find(([key]) => key === 'www-authenticate')?.[1] ?? ''
  return new RegExp(`\\b${name}="([^"]*)"`).exec(challenge)?.[1]
}

/** Why the org said no, in its own words. */
const refusalOf = (given: RawResponse): Pick<Seen, 'refusal'> => {
  if (given.status < 400) return {}
  const { error, error_description: description, errorCode, errorSummary } = parse(given.text)
  const rule = text(error) ?? text(errorCode) ?? challenged(given, 'error') ?? String(given.status)
  const reason = text(description) ?? text(errorSummary) ?? challenged(given, 'error_description')
  return { refusal: { rule, reason: reason ?? rule } }
}

const tokenNames = ['access_token', 'id_token', 'refresh_token'] as const

const issuedIn = (path: string, { status, text: body }: RawResponse): Seen['issued'] => {
  if (status !== 200 || !path.endsWith('/v1/token')) return []
  const members = parse(body)
  return tokenNames.flatMap((kind) => {
    const value = text(members[kind])
    return value === undefined ? [] : [{ kind, value }]
  })
}

interface Around {
  readonly id: number
  readonly notes: readonly string[]
  /** Epoch seconds by the machine's clock, where the org does not tell its own. */
  readonly now: number
}

/** @param given what the client was given, which need not be what the org answered */
export const toSeen = (request: WireRequest, given: RawResponse, { id, notes, now }: Around): Seen => {
  const { method, url, headers = {} } = request
  const { pathname, searchParams } = new URL(url)
  const parameters = Object.fromEntries([...searchParams, ...formOf(request)])
  const { authorization, dpop } = headers
  const header = (name: string): string | undefined => given.headers.find(([key]) => key === name)?.[1]
  const dpopNonce = header('dpop-nonce')
  const date = Date.parse(header('date') ?? '')
  const clientId = basicUser(authorization) ?? parameters.client_id ?? subjectOf(parameters.client_assertion)
  return {
    id,
    method,
    path: pathname,
    status: given.status,
    parameters,
    time: Number.isNaN(date) ? now : Math.round(date / 1000),
    inUrl: [...searchParams.keys()],
    headers: { ...(authorization !== undefined && { authorization }), ...(dpop !== undefined && { dpop }) },
    ...(dpopNonce !== undefined && { dpopNonce }),
    ...(clientId !== undefined && { clientId }),
    ...refusalOf(given),
    notes,
    issued: issuedIn(pathname, given),
  }
}
