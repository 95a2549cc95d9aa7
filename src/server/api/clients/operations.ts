// /oauth2/v1/clients: dynamic client registration (RFC 7591, RFC 7592) for whoever may register (S-363).
import type { Answer } from '../../exchange.js'
import type { App } from '../../org/records.js'
import { created, noContent, ok } from '../answers.js'
import { requireClient } from '../apps/find.js'
import { inPlaceOf, newSecret } from '../apps/make-app.js'
import type { Call, Operate } from '../call.js'
import { orderById } from '../lists/by-id.js'
import { answerPage } from '../lists/page.js'
import { startsWith } from '../lists/starts-with.js'
import { readObject } from '../read-body.js'
import { refuseMetadata } from './metadata-refusal.js'
import { readMetadata } from './read-metadata.js'
import { clientBody } from './shape.js'

/** All clients, or those whose name starts with `q`. */
export const listClients: Operate = (call) => {
  const { ask, deps } = call
  const q = ask.query.get('q')
  return answerPage(call, {
    items: deps.org.apps().filter(({ label }) => q === undefined || startsWith(q, label)),
    order: orderById<App>('0oa'),
    show: (app) => clientBody(app, { withSecret: false }),
    limit: { usual: 20, most: 200 },
    repeated: ['q'],
  })
}

export const getClient: Operate = (call) => ok(clientBody(requireClient(call), { withSecret: false }))

/** A new client, which is an app that nobody is assigned to. */
export const createClient: Operate = async (call) => {
  const app = await readMetadata(readObject(call.ask), call)
  call.deps.org.putApp(app)
  call.ask.trace.decision = `client "${app.label}" (${app.clientId}) registered`
  return created(clientBody(app, { withSecret: true }))
}

/** Replaces the metadata; the client id cannot change (S-363). */
export const replaceClient: Operate = async (call) => {
  const before = requireClient(call)
  const body = readObject(call.ask)
  if (body.client_id !== undefined && body.client_id !== before.clientId) {
    refuseMetadata('client_id', 'The field cannot be changed')
  }
  const app = inPlaceOf(before, await readMetadata(body, call, before))
  call.deps.org.putApp(app)
  call.ask.trace.decision = `client "${app.label}" changed`
  return ok(clientBody(app, { withSecret: true }))
}

export const deleteClient: Operate = (call) => {
  const app = requireClient(call)
  call.deps.org.removeApp(app.id)
  call.ask.trace.decision = `client "${app.label}" deleted`
  return noContent
}

const withNewSecret = (app: App, { deps, ask }: Call): Answer => {
  const changed = { ...app, clientSecret: newSecret(deps), lastUpdated: deps.now() }
  deps.org.putApp(changed)
  ask.trace.decision = `client "${app.label}" has a new secret`
  return ok(clientBody(changed, { withSecret: true }))
}

/** The old secret is good for nothing at once. */
export const generateNewClientSecret: Operate = (call) => {
  const app = requireClient(call)
  return app.clientSecret === undefined
    ? refuseMetadata('token_endpoint_auth_method', `${app.tokenEndpointAuthMethod} uses no secret`)
    : withNewSecret(app, call)
}
