// An Answer becomes Fastify's reply, with the headers that Okta puts on everything.
import { stringifySetCookie } from 'cookie'
import type { FastifyReply } from 'fastify'
import type { Answer, Ask, SetCookie } from '../exchange.js'

/** On every answer (S-001). Strict-Transport-Security is left out: it would pin localhost to https (differences.md). */
const always = {
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '0',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'accept-ch': 'Sec-CH-UA-Platform-Version',
  p3p: 'CP="HONK"',
} as const

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

/** Sends the answer. `secure`: the org's URL is https. */
export const sendAnswer = (answer: Answer, ask: Ask, reply: FastifyReply, secure: boolean): FastifyReply => {
  reply.code(answer.status).headers(always).header('x-okta-request-id', ask.requestId)
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
  for (const cookie of answer.cookies ?? []) reply.header('set-cookie', writeCookie(cookie, secure))

  if ('redirect' in answer) return reply.header('location', answer.redirect).send()
  if ('html' in answer) return reply.type('text/html; charset=utf-8').send(answer.html)
  if ('empty' in answer) return reply.send()
  // A buffer, because Fastify puts a charset on JSON text and Okta does not (S-072).
  const text = 'json' in answer ? JSON.stringify(answer.json) : answer.jsonText
  return reply.header('content-type', 'application/json').send(Buffer.from(text))
}
