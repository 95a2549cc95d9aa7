// The redirect URI must be registered, to the letter (S-013).
import type { Deps } from '../../../deps.js'
import type { Params } from '../../../exchange.js'
import type { App } from '../../../org/records.js'
import { adminPage } from '../../admin-page.js'
import { refuse } from '../../catalogue.js'

/** Whether a registered URI with `*` as its lowest subdomain label covers the one asked for (S-057). */
const coversSubdomain = (registered: string, asked: string): boolean => {
  const [scheme, rest, ...more] = registered.split('://*.')
  if (scheme === undefined || rest === undefined || more.length > 0) return false
  const start = `${scheme}://`
  const end = `.${rest}`
  if (!asked.startsWith(start) || !asked.endsWith(end) || asked.length <= start.length + end.length) return false
  return /^[A-Za-z0-9-]+$/.test(asked.slice(start.length, -end.length))
}

const isRegistered = (app: App, asked: string): boolean =>
  app.redirectUris.includes(asked) ||
  (app.wildcardRedirect === 'SUBDOMAIN' && app.redirectUris.some((registered) => coversSubdomain(registered, asked)))

/** The redirect URI of the request, if the app has registered it. */
export const requireRedirectUri = (params: Params, app: App, deps: Deps): string => {
  const asked = params.get('redirect_uri')
  if (asked !== undefined && isRegistered(app, asked)) return asked
  const problem = asked === undefined ? 'the request has no redirect_uri' : `redirect_uri "${asked}" is not registered`
  return refuse('redirectUriNotRegistered', {
    values: [adminPage(app, deps)],
    reason: `${problem} for "${app.label}" (${app.clientId}), which has [${app.redirectUris.join(', ')}]: add it under apps[].redirect_uris, same scheme, host, port, path and trailing slash`,
  })
}
