// The org that starts when there is no configuration: enough for every first try, written as a configuration.
import type { ConfigFile } from './shape.js'

const credentials = { password: { value: 'Passw0rd!' } }

const grants = [
  'okta.users.read',
  'okta.users.manage',
  'okta.groups.read',
  'okta.groups.manage',
  'okta.apps.read',
  'okta.appGrants.read',
  'okta.logs.read',
]

/** For apps that a person signs in to. */
const personalGrants = [...grants, 'okta.users.read.self', 'okta.users.manage.self']

/** What Okta's samples and Postman use (S-419). */
const webCallbacks = [
  'http://localhost:8080/authorization-code/callback',
  'http://localhost:8080/login/callback',
  'http://localhost:8080/implicit/callback',
  'https://oauth.pstmn.io/v1/callback',
]

/** Its private half is in examples/service-app/private-key.json. */
const serviceAppKey = {
  kty: 'RSA',
  kid: 'mockta-service-app',
  use: 'sig',
  e: 'AQAB',
  n: '4e4QRPRcQaFTZsoWPDKI7vcFgs98IHOJ6osRZLhGluzbzfk2FgYfoljjOPQH3uKqdt9kmXmAcNnyI8YFh20kvwO9wK0JeXmHj8HWYzt4TSk7uz4Yp5GLUx-dlxF-jarHyVYZC_e6leYJbsdEigy8zf5r4fLxL4Bv8uOC9mGXSMluWhxgITos7GU2ohUJrQnJUiKEfg_a011kdua8f3W3pquy8lGjeW2n7jN4xwKtgZIOXMLfqoVO95ZmIjHgeWzT2sKNMpwflhxojRUjhGCfAmpGaXbtNbsd1WL8BuA0fcTdY7dJ5La7RJ4zD0JK4advEuU7boowyCCuvdhrqYJoQw',
}

/** @param adminUrl where the page is that shows what an app would have received */
export const builtInOrg = ({ adminUrl }: { readonly adminUrl: string }): ConfigFile => ({
  groups: [
    { profile: { name: 'Engineers', description: 'People who build things' } },
    { profile: { name: 'Support', description: 'People who answer' } },
  ],
  users: [
    {
      profile: { login: 'admin@example.com', email: 'admin@example.com', firstName: 'Ada', lastName: 'Admin' },
      credentials,
      groups: ['Engineers'],
      roles: ['SUPER_ADMIN'],
    },
    {
      profile: { login: 'user@example.com', email: 'user@example.com', firstName: 'Uma', lastName: 'User' },
      credentials,
      groups: ['Support'],
    },
  ],
  apps: [
    {
      label: 'Web app',
      client_id: '0oamocktaweb00000001',
      client_secret: 'web-app-secret-of-the-built-in-org-of-mockta-it-protects-nothing',
      application_type: 'web',
      redirect_uris: [`${adminUrl}/callback`, ...webCallbacks],
      post_logout_redirect_uris: ['http://localhost:8080', 'http://localhost:8080/'],
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      grants: personalGrants,
    },
    {
      label: 'Single-page app',
      client_id: '0oamocktabrowser0001',
      application_type: 'browser',
      redirect_uris: [`${adminUrl}/callback`, ...webCallbacks, 'http://localhost:8080/', 'http://localhost:8080'],
      post_logout_redirect_uris: ['http://localhost:8080', 'http://localhost:8080/'],
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      grants: personalGrants,
    },
    {
      label: 'Native app',
      client_id: '0oamocktanative00001',
      application_type: 'native',
      redirect_uris: [
        `${adminUrl}/callback`,
        'com.example.mockta:/callback',
        'http://localhost:8080/login/callback',
        'https://oauth.pstmn.io/v1/callback',
      ],
      post_logout_redirect_uris: ['com.example.mockta:/logout'],
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      grants: personalGrants,
    },
    {
      label: 'Service app',
      client_id: '0oamocktaservice0001',
      application_type: 'service',
      jwks: { keys: [serviceAppKey] },
      grants,
      roles: ['SUPER_ADMIN'],
    },
  ],
  trustedOrigins: [{ origin: 'http://localhost:8080', scopes: ['CORS', 'REDIRECT'] }],
  apiTokens: [{ token: '00TmocktaApiTokenForTheBuiltInOrg000000000', user: 'admin@example.com' }],
})
