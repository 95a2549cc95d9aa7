// The app object of an OpenID Connect app, member for member as recorded (S-342).
import type { Deps } from '../../deps.js'
import type { App } from '../../org/records.js'
import { stableId } from '../../random.js'
import { time } from '../time.js'
import { oauthClientSettings } from './oauth-client-shape.js'

/** A JSON object that goes out. */
export type Shown = Readonly<Record<string, unknown>>

/** The secret is shown once, to whoever creates the app (S-343). */
const credentials = (app: App, kid: string, withSecret: boolean) => ({
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Okta's own expression language
  userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' },
  signing: { kid },
  oauthClient: {
    autoKeyRotation: true,
    client_id: app.clientId,
    ...(withSecret && app.clientSecret !== undefined && { client_secret: app.clientSecret }),
    token_endpoint_auth_method: app.tokenEndpointAuthMethod,
    pkce_required: app.pkceRequired,
  },
})

const settings = (app: App) => ({
  app: {},
  notifications: { vpn: { network: { connection: 'DISABLED' }, message: null, helpUrl: null } },
  manualProvisioning: false,
  implicitAssignment: false,
  emOptInStatus: 'NONE',
  notes: { admin: null, enduser: null, ...app.kept?.app.notes },
  oauthClient: oauthClientSettings(app),
})

const links = (app: App, url: string) => {
  const self = `${url}/api/v1/apps/${app.id}`
  const policy = (name: string) => ({ href: `${url}/api/v1/policies/${stableId('rst', url, name)}` })
  return {
    uploadLogo: { href: `${self}/logo`, hints: { allow: ['POST'] } },
    appLinks: [
      {
        name: 'oidc_client_link',
        href: [url, 'home', 'oidc_client', app.id, 'aln177a159h7Zf52X0g8'].join('/'),
        type: 'text/html',
      },
    ],
    profileEnrollment: policy('profileEnrollment'),
    ...(app.status === 'INACTIVE' && { activate: { href: `${self}/lifecycle/activate` } }),
    policies: { href: `${self}/policies`, hints: { allow: ['PUT'] } },
    groups: { href: `${self}/groups` },
    logo: [{ name: 'medium', href: `${url}/assets/img/logos/default.png`, type: 'image/png' }],
    clientCredentials: [{ name: 'secrets', href: `${self}/credentials/secrets` }],
    accessPolicy: policy('accessPolicy'),
    users: { href: `${self}/users` },
    ...(app.status === 'ACTIVE' && { deactivate: { href: `${self}/lifecycle/deactivate` } }),
  }
}

/** The key that signs the app's ID tokens: every app has the org's own. */
const signingKeyId = async ({ keys }: Deps): Promise<string> => {
  const [key] = await keys.published()
  return key?.kid ?? ''
}

const body = (app: App, { url, org }: Deps, kid: string, withSecret: boolean): Shown => ({
  id: app.id,
  orn: `orn:okta:idp:${org.id}:apps:oidc_client:${app.id}`,
  name: 'oidc_client',
  label: app.label,
  status: app.status,
  lastUpdated: time(app.lastUpdated),
  created: time(app.created),
  accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null, ...app.kept?.app.accessibility },
  visibility: {
    autoLaunch: false,
    autoSubmitToolbar: false,
    hide: { iOS: true, web: true },
    appLinks: { oidc_client_link: true },
    ...app.kept?.app.visibility,
  },
  features: [],
  signOnMode: 'OPENID_CONNECT',
  credentials: credentials(app, kid, withSecret),
  universalLogout: {
    status: 'DISABLED',
    supportType: 'FULL',
    identityStack: 'NOT_SHARED',
    protocol: 'GLOBAL_TOKEN_REVOCATION',
  },
  settings: settings(app),
  _links: links(app, url),
})

/** An app as it is shown in lists: one look at the keys for all of them. */
export const listedApp = async (deps: Deps): Promise<(app: App) => Shown> => {
  const kid = await signingKeyId(deps)
  return (app) => body(app, deps, kid, false)
}

/** One app. `withSecret` only in the answer to its creation. */
export const appBody = async (
  app: App,
  deps: Deps,
  { withSecret = false }: { readonly withSecret?: boolean } = {},
): Promise<Shown> => body(app, deps, await signingKeyId(deps), withSecret)
