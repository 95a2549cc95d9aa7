// Who asks, and where the answer may go. What fails here is shown to the person: there is nobody to redirect to.
import type { Deps } from '../../../deps.js'
import type { Params } from '../../../exchange.js'
import type { App } from '../../../org/records.js'
import { refuse } from '../../catalogue.js'

/** The app that `client_id` names. */
export const requireClient = (params: Params, deps: Deps): App => {
  const clientId = params.get('client_id')
  if (clientId === undefined) {
    return refuse('clientUnknown', { reason: 'the request has no client_id: add the client_id of one of the apps' })
  }
  const app = deps.org.findApp(clientId)
  if (app === undefined) {
    return refuse('clientUnknown', { reason: `no app has client_id "${clientId}": add one under apps[]` })
  }
  if (app.status !== 'ACTIVE') {
    return refuse('clientUnknown', {
      reason: `app "${app.label}" (${clientId}) is ${app.status}: set apps[].status to ACTIVE`,
    })
  }
  return app
}

/** Service apps have no users to send here. */
export const requireUserFacing = (app: App): void => {
  if (app.applicationType !== 'service') return
  refuse('serviceAppAtAuthorize', {
    reason: `"${app.label}" (${app.clientId}) is a service app and gets its tokens at /token with client_credentials: use a web, browser or native app here`,
  })
}
