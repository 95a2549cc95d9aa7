// The reference client as a library with two issuers. It speaks the adapter protocol.
import type { Reply, Request, TwoIssuers } from '../../../src/conformance/clients/adapter/protocol.js'
import { createClient, type SignedIn } from './client.js'
import type { Flaws } from './flaws.js'
import { Rejection } from './rejection.js'

const accepted = ({ sub }: SignedIn) => ({ ok: true, outcome: 'accepted' as const, sub: sub === '' ? 'nobody' : sub })

/** The clients of all its issuers: an answer goes to the one whose login was begun last in that session. */
const createClients = ({ second, ...first }: TwoIssuers, flaws: Flaws) => {
  const clients = [first, ...(second ? [{ ...first, ...second }] : [])].map(
    (configuration) => [configuration.issuer, createClient(configuration, flaws)] as const,
  )
  const byIssuer = new Map(clients)
  const bySession = new Map<string, ReturnType<typeof createClient>>()
  const of = (session: string) => {
    const client = bySession.get(session)
    if (client === undefined) throw new Rejection('state', 'no login was started here')
    return client
  }
  return {
    begin: async (session: string, issuer: string = first.issuer): Promise<string> => {
      const client = byIssuer.get(issuer)
      if (client === undefined) throw new Error(`${issuer} is not configured`)
      bySession.set(session, client)
      return client.authorize(session)
    },
    of,
  }
}

/** An adapter in this process: answers one request of the protocol. */
export const createLibrary = (flaws: Flaws): ((request: Request) => Promise<Omit<Reply, 'id'>>) => {
  let clients: ReturnType<typeof createClients> | undefined
  return async (request) => {
    try {
      switch (request.op) {
        case 'hello':
          return {
            ok: true,
            name: 'reference',
            version: '1',
            lang: 'node',
            ops: ['configure', 'authorize', 'callback', 'userinfo', 'discover', 'secondIssuer', 'refresh'],
          }
        case 'configure':
          clients = createClients(request, flaws)
          return { ok: true }
        case 'authorize':
          return { ok: true, url: (await clients?.begin(request.session, request.issuer)) ?? '' }
        case 'callback':
          if (clients === undefined) return { ok: false, error: 'not configured' }
          return accepted(await clients.of(request.session).callback(request.session, request.url, request.form))
        case 'refresh':
          if (clients === undefined) return { ok: false, error: 'not configured' }
          return accepted(await clients.of(request.session).refresh(request.session))
        default:
          return { ok: false, error: `${request.op} is not offered` }
      }
    } catch (error) {
      if (error instanceof Rejection) return { ok: true, outcome: 'rejected', error: { reason: error.reason } }
      return { ok: false, error: String(error) }
    }
  }
}
