// The page of Okta's admin console where an app is changed: part of two error texts.
import type { Deps } from '../deps.js'
import type { App } from '../org/records.js'

/** The console has a host of its own, `-admin` behind the org's name (S-013). */
export const adminPage = (app: App, deps: Deps): string => {
  const url = new URL(deps.url)
  const [first = '', ...others] = url.host.split('.')
  const host = others.length === 0 ? url.host : [`${first}-admin`, ...others].join('.')
  return `${url.protocol}//${host}/admin/app/oidc_client/instance/${app.clientId}#tab-general`
}
