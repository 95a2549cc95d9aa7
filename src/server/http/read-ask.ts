// Fastify's request becomes an Ask.
import { parseCookie } from 'cookie'
import type { FastifyRequest } from 'fastify'
import { type Ask, type Body, newTrace, readParams } from '../exchange.js'

const readBody = (request: FastifyRequest): Body => {
  const { body } = request
  if (body instanceof URLSearchParams) return { kind: 'form', params: readParams(body) }
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (typeof body !== 'string' || body === '') return { kind: 'none' }
  if (mediaType !== 'application/json' && !mediaType.endsWith('+json')) return { kind: 'other', mediaType }
  try {
    return { kind: 'json', value: JSON.parse(body) as unknown }
  } catch {
    return { kind: 'malformed', mediaType }
  }
}

const single = (headers: FastifyRequest['headers']): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )

/** Reads a request once; nothing below looks at Fastify's. */
export const readAsk = (request: FastifyRequest): Ask => {
  const [path = '/', ...query] = request.url.split('?')
  return {
    method: request.method,
    path,
    query: readParams(new URLSearchParams(query.join('?'))),
    body: readBody(request),
    headers: single(request.headers),
    cookies: parseCookie(request.headers.cookie ?? ''),
    route: request.params as Readonly<Record<string, string>>,
    requestId: request.id,
    trace: newTrace(),
  }
}
