// The admin listener: our own words, since it is nothing of Okta's.

import type { Admin } from '../controls/admin.js'
import { AdminRefusal } from '../controls/refusal.js'
import type { Endpoint } from '../exchange.js'
import type { Admission, Surface } from '../http/surface.js'
import { createAdminRoutes } from './routes.js'

const admitted: Admission = { headers: () => [] }

/** @param admin the org's controls @param adminUrl where they are served */
export const createAdminSurface = (admin: Admin, adminUrl: string): Surface => {
  const routes = createAdminRoutes(admin, adminUrl)
  const calls = routes.map(({ methods, path }) => `${methods.join('/')} ${path}`).join(', ')
  const wrongMethod: Endpoint = ({ method, path }) => {
    const known = routes.filter((route) => route.path === path).flatMap((route) => route.methods)
    throw new AdminRefusal(`${path} does not take ${method}: it takes ${known.join(', ') || 'nothing'}`, 405)
  }
  return {
    routes,
    options: wrongMethod,
    notFound: ({ path }) => {
      throw new AdminRefusal(`the admin listener has nothing at ${path}: its calls are ${calls}`, 404)
    },
    wrongMethod,
    unreadable: (error) => () => {
      throw new AdminRefusal(`the request could not be read: ${error.message}`)
    },
    broken: () => () => {
      throw new AdminRefusal('a defect of mockta: its log has the details', 500)
    },
    admit: () => admitted,
  }
}
