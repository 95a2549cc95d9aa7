// The Fastify instance of a listener: parsing, routes, and an answer of the surface's kind to everything that is not one.
import { randomBytes } from 'node:crypto'
import type { Server, ServerResponse } from 'node:http'
import fastifyFormbody from '@fastify/formbody'
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerFactory,
} from 'fastify'
import type { Deps } from './deps.js'
import { renewNonce } from './dpop/nonces.js'
import type { Endpoint } from './exchange.js'
import { withFaults } from './faults/faulty-answer.js'
import { answerAnyhow } from './http/answer-anyhow.js'
import { readAsk } from './http/read-ask.js'
import { record } from './http/record.js'
import { sendAnswer } from './http/send-answer.js'
import type { Surface } from './http/surface.js'
import type { Log } from './log.js'

/** What the app serves. */
export interface AppOptions {
  readonly surface: Surface
  readonly deps: Deps
  readonly log: Log
  /** A listening server to attach to; without it the app is only good for `inject`. */
  readonly server?: Server
}

/** Bytes of a request body; Okta's own limit is not known (differences.md). */
const bodyLimit = 1_048_576

const allMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Absolute-form targets, as proxies send them, mean the same as their path. */
const toPath = (url: string): string => (url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '') || '/')

/** Fastify serves on a server that listens already. */
const attachTo =
  (server: Server): FastifyServerFactory<Server> =>
  (handler) => {
    server.on('request', (request, response) => handler(request, response))
    return server
  }

const noSchemas = (): never => {
  throw new Error('routes of mockta have no schemas')
}

/** 32 hexadecimal digits, cut from a long piece of randomness. */
const createRequestIds = (): (() => string) => {
  const length = 32
  let pool = ''
  let at = 0
  return () => {
    if (at >= pool.length) {
      pool = randomBytes((length / 2) * 256).toString('hex')
      at = 0
    }
    at += length
    return pool.slice(at - length, at)
  }
}

/** Builds the app of one listener. */
export const createApp = async ({ surface, deps, log, server }: AppOptions): Promise<FastifyInstance> => {
  const secure = deps.url.startsWith('https:')

  const respond = async (endpoint: Endpoint, request: FastifyRequest, response: ServerResponse): Promise<void> => {
    const ask = readAsk(request)
    const admission = surface.admit(ask, deps)
    const honest = await answerAnyhow(admission.instead ?? endpoint, surface.broken, ask, deps, log)
    const newNonce = (): Promise<string> => renewNonce(deps)
    const answer = deps.faults.active ? await withFaults(honest, ask, { ...deps, newNonce }) : honest
    // Whoever has left gets no answer, and the journal holds answers.
    if (response.destroyed) return
    const now = deps.now()
    record(ask, answer, now, deps.journal, log)
    const sending = { ask, extra: admission.headers(), now, secure }
    try {
      sendAnswer(answer, response, sending)
    } catch (error) {
      const apology = await answerAnyhow(surface.broken(error), surface.broken, ask, deps, log)
      log.error({ err: error, requestId: ask.requestId }, `${ask.method} ${ask.path} could not be answered`)
      sendAnswer(apology, response, { ...sending, extra: [] })
    }
  }
  /** Fastify finds the endpoint and reads the body; the answer is written past it. */
  const handle =
    (endpoint: Endpoint) =>
    (request: FastifyRequest, reply: FastifyReply): void => {
      reply.hijack()
      void respond(endpoint, request, reply.raw)
    }

  const app: FastifyInstance = fastify({
    logger: false,
    bodyLimit,
    // Left alone, Fastify loads its schema compilers at every start: a third of the time it takes.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    genReqId: createRequestIds(),
    rewriteUrl: (request) => toPath(request.url ?? '/'),
    routerOptions: { maxParamLength: 65_536 },
    frameworkErrors: (_error, request, reply) =>
      handle(surface.notFound)(request as FastifyRequest, reply as FastifyReply),
    ...(server && { serverFactory: attachTo(server) }),
  })
  app.removeAllContentTypeParsers()
  await app.register(fastifyFormbody, {
    parser: (text) => new URLSearchParams(text) as unknown as Record<string, unknown>,
  })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  const { routes } = surface
  for (const { methods, path, endpoint } of routes) {
    app.route({ method: [...methods], url: path, handler: handle(endpoint) })
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const taken = routes.filter((route) => route.path === path).flatMap((route): string[] => [...route.methods])
    const method = allMethods.filter((name) => !taken.includes(name))
    if (method.length > 0) app.route({ method, url: path, handler: handle(surface.wrongMethod) })
  }
  app.options('*', handle(surface.options))
  app.setNotFoundHandler(handle(surface.notFound))
  app.setErrorHandler((error: FastifyError, request, reply) => handle(surface.unreadable(error))(request, reply))
  await app.ready()
  return app
}
