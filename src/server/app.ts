// The Fastify instance: parsing, routes, and an answer of Okta's kind to everything that is not one.
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors'
import fastifyFormbody from '@fastify/formbody'
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerFactory,
} from 'fastify'
import { refuse } from './api/catalogue.js'
import type { Deps } from './deps.js'
import type { Answer, Ask, Endpoint } from './exchange.js'
import { withFaults } from './faults/faulty-answer.js'
import { corsFor } from './http/cors.js'
import { readAsk } from './http/read-ask.js'
import { record } from './http/record.js'
import type { Route } from './http/route.js'
import { sendAnswer } from './http/send-answer.js'
import type { Log } from './log.js'
import { Refusal } from './refusal.js'

/** What the app serves. */
export interface AppOptions {
  readonly routes: readonly Route[]
  readonly deps: Deps
  readonly log: Log
  /** A listening server to attach to; without it the app is only good for `inject`. */
  readonly server?: Server
}

/** Bytes of a request body; Okta's own limit is not known (differences.md). */
const bodyLimit = 1_048_576

const allMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const notFound: Endpoint = (ask) =>
  refuse('pathUnknown', { reason: `the org has nothing at ${ask.path}: check the path, or the base URL of the client` })

const wrongMethod: Endpoint = (ask) => refuse('methodNotAllowed', { reason: `${ask.path} does not take ${ask.method}` })

/** Asks the endpoint; whatever it throws becomes an answer. */
const answer = async (endpoint: Endpoint, ask: Ask, deps: Deps, log: Log): Promise<Answer> => {
  try {
    return await endpoint(ask, deps)
  } catch (error) {
    if (error instanceof Refusal) {
      ask.trace.refusal = error
      return error.answer(deps.random)
    }
    log.error({ err: error, requestId: ask.requestId }, `${ask.method} ${ask.path} failed: this is a defect of mockta`)
    try {
      return refuse('internal', { reason: 'a defect of mockta', cause: error })
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      return refusal.answer(deps.random)
    }
  }
}

/** Absolute-form targets, as proxies send them, mean the same as their path. */
const toPath = (url: string): string => url.replace(/^https?:\/\/[^/?]*/i, '') || '/'

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

/** Builds the app of one org, or of its admin listener. */
export const createApp = async ({ routes, deps, log, server }: AppOptions): Promise<FastifyInstance> => {
  const secure = deps.url.startsWith('https:')
  const handle =
    (endpoint: Endpoint) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const ask = readAsk(request)
      const answered = await withFaults(await answer(endpoint, ask, deps, log), ask, deps)
      record(ask, answered, deps.now(), deps.journal, log)
      return sendAnswer(answered, ask, reply, secure)
    }

  const app: FastifyInstance = fastify({
    logger: false,
    bodyLimit,
    // Left alone, Fastify loads its schema compilers at every start: a third of the time it takes.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    genReqId: () => randomBytes(16).toString('hex'),
    rewriteUrl: (request) => toPath(request.url ?? '/'),
    routerOptions: { maxParamLength: 65_536 },
    frameworkErrors: (_error, request, reply) => {
      void handle(notFound)(request as FastifyRequest, reply as FastifyReply)
    },
    ...(server && { serverFactory: attachTo(server) }),
  })
  app.removeAllContentTypeParsers()
  await app.register(fastifyFormbody, {
    parser: (text) => new URLSearchParams(text) as unknown as Record<string, unknown>,
  })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  await app.register(fastifyCors, {
    delegator: (request: FastifyRequest, callback: (error: Error | null, options?: FastifyCorsOptions) => void) =>
      callback(null, corsFor(request, deps.org)),
  })

  for (const { methods, path, endpoint } of routes) {
    app.route({ method: [...methods], url: path, handler: handle(endpoint) })
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const taken = routes.filter((route) => route.path === path).flatMap((route): string[] => [...route.methods])
    const method = allMethods.filter((name) => !taken.includes(name))
    if (method.length > 0) app.route({ method, url: path, handler: handle(wrongMethod) })
  }
  app.setNotFoundHandler(handle(notFound))
  app.setErrorHandler((error: FastifyError, request, reply) =>
    handle(() => refuse('bodyMalformed', { reason: `the request could not be read: ${error.message}`, cause: error }))(
      request,
      reply,
    ),
  )
  await app.ready()
  return app
}
