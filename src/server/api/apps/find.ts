// The app that a path names.
import type { App } from '../../org/records.js'
import type { Call } from '../call.js'
import { refuse } from '../catalogue.js'

/** The app at `{appId}`: by its id, also where it has another client id. */
export const requireApp = ({ values, deps }: Pick<Call, 'values' | 'deps'>): App => {
  const id = values.appId ?? ''
  const found = deps.org.findAppById(id)
  if (found) return found
  const client = deps.org.findApp(id)
  return refuse('notFound', {
    values: [id, 'AppInstance'],
    reason: client ? `"${id}" is a client id: the id of the app is ${client.id}` : `no app has the id "${id}"`,
  })
}

/** The app at `{clientId}`. */
export const requireClient = ({ values, deps }: Pick<Call, 'values' | 'deps'>): App => {
  const clientId = values.clientId ?? ''
  return (
    deps.org.findApp(clientId) ??
    refuse('notFound', { values: [clientId, 'PublicClientApp'], reason: `no app has the client id "${clientId}"` })
  )
}
