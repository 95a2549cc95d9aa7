// POST, PUT and DELETE of apps, and their lifecycle (S-357, S-358).
import type { App } from '../../org/records.js'
import { done, noContent, ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { endEverythingOf } from '../end-everything.js'
import { readObject } from '../read-body.js'
import { requireApp } from './find.js'
import { inPlaceOf } from './make-app.js'
import { readAppObject } from './read-app-object.js'
import { appBody } from './shape.js'

/** A new app that nobody is assigned to; the one answer that shows its secret. */
export const createApplication: Operate = async (call) => {
  const { ask, deps } = call
  const read = await readAppObject(readObject(ask), call)
  const app: App = { ...read, status: ask.query.get('activate') === 'false' ? 'INACTIVE' : 'ACTIVE' }
  deps.org.putApp(app)
  ask.trace.decision = `app "${app.label}" (${app.clientId}) created`
  return ok(await appBody(app, deps, { withSecret: true }))
}

/** Replaces the settings; whatever the body says, the status stays (S-358). */
export const replaceApplication: Operate = async (call) => {
  const { ask, deps } = call
  const before = requireApp(call)
  const app = inPlaceOf(before, await readAppObject(readObject(ask), call, before))
  deps.org.putApp(app)
  ask.trace.decision = `app "${app.label}" changed`
  return ok(await appBody(app, deps))
}

const put = (call: Call, status: App['status']) => {
  const { ask, deps } = call
  const app = requireApp(call)
  if (app.status !== status) deps.org.putApp({ ...app, status, lastUpdated: deps.now() })
  ask.trace.decision = `app "${app.label}" is ${status}`
  return done
}

export const activateApplication: Operate = (call) => put(call, 'ACTIVE')

/** Its tokens end for good: they are dead after a new activation, too (S-507). */
export const deactivateApplication: Operate = async (call) => {
  const answer = put(call, 'INACTIVE')
  await endEverythingOf(requireApp(call).clientId, call.deps)
  return answer
}

/** Only what is inactive is deleted (S-358). */
export const deleteApplication: Operate = (call) => {
  const app = requireApp(call)
  if (app.status === 'ACTIVE') {
    return refuse('deleteForbidden', {
      causes: ['The application must be deactivated before deletion.'],
      reason: `"${app.label}" is ACTIVE: POST /api/v1/apps/${app.id}/lifecycle/deactivate first`,
    })
  }
  call.deps.org.removeApp(app.id)
  call.ask.trace.decision = `app "${app.label}" deleted`
  return noContent
}
