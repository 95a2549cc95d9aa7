// Fastify's request becomes an Ask.
import { parseCookie } from 'cookie'
import type { FastifyRequest } from 'fastify'
import { type Ask, type Body, newTrace, type Params, readParams } from '../exchange.js'

const readBody = (request: FastifyRequest): Body => {
  const { body } = request
  if (body instanceof URLSearchParams) return { kind: 'form', params: readParams(body) }
  if (typeof body !== 'string' || body === '') return { kind: 'none' }
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (mediaType !== 'application/json' && !mediaType.endsWith('+json')) return { kind: 'other', mediaType }
  try {
    return { kind: 'json', value: JSON.parse(body) as unknown }
  } catch {
    return { kind: 'malformed', mediaType }
  }
}

/** Of all request headers Node makes a list of `set-cookie` alone, which no client has reason to send. */
const single = (headers: FastifyRequest['headers']): Ask['headers'] => {
  if (headers['set-cookie'] === undefined) return headers as Ask['headers']
  const { 'set-cookie': _dropped, ...rest } = headers
  return rest as Ask['headers']
}

const noParams: Params = readParams(new URLSearchParams())
const noCookies: Ask['cookies'] = {}

/** Reads a request once; nothing below looks at Fastify's. */
export const readAsk = (request: FastifyRequest): Ask => {
  const { url, headers } = request
  const mark = url.indexOf('?')
  return {
    method: request.method,
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? noParams : readParams(new URLSearchParams(url.slice(mark + 1))),
    body: readBody(request),
    headers: single(headers),
    cookies: headers.cookie === undefined ? noCookies : parseCookie(headers.cookie),
    route: request.params as Readonly<Record<string, string>>,
    requestId: request.id,
    trace: newTrace(),
  }
}
