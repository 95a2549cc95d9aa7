import t from 'tap'
import { type Ready, summary } from '../../../src/server/cli/summary.js'
import { builtInOrg } from '../../../src/server/config/built-in.js'
import { resolveConfig } from '../../../src/server/config/settings.js'
import type { ConfigFile } from '../../../src/server/config/shape.js'
import { person, serviceApp, webApp } from '../../fixtures/config.js'

const adminUrl = 'http://localhost:6583'

const ready = (file: ConfigFile): Ready => ({
  url: 'http://localhost:6582',
  issuer: 'http://localhost:6582',
  adminUrl,
  settings: resolveConfig(file, {}),
  state: 'STATE',
  nonce: 'NONCE',
})

t.test('the built-in org: issuer, admin URL, apps, users, API tokens and one URL to paste', async (t) => {
  t.equal(
    summary(ready(builtInOrg({ adminUrl }))),
    `
  Issuer  http://localhost:6582
  Admin   http://localhost:6583

  Apps
    0oamocktaweb00000001  web      Web app          authorization_code implicit refresh_token
    0oamocktabrowser0001  browser  Single-page app  authorization_code implicit refresh_token
    0oamocktanative00001  native   Native app       authorization_code refresh_token device_code
    0oamocktaservice0001  service  Service app      client_credentials

  Users
    admin@example.com  Passw0rd!  SUPER_ADMIN
    user@example.com   Passw0rd!

  API tokens
    00TmocktaApiTokenForTheBuiltInOrg000000000  admin@example.com

  Paste this into a browser to get an access token:

  http://localhost:6582/oauth2/v1/authorize?client_id=0oamocktaweb00000001&response_type=token&response_mode=fragment&scope=okta.users.read&redirect_uri=http%3A%2F%2Flocalhost%3A6583%2Fcallback&state=STATE&nonce=NONCE

`,
  )
})

t.test('an org without apps and users', async (t) => {
  t.equal(summary(ready({})), '\n  Issuer  http://localhost:6582\n  Admin   http://localhost:6583\n\n')
  t.match(summary(ready({ users: [person()] })), '\n    ada@example.com  (no password)\n')
})

t.test('a URL is printed only where it would work', async (t) => {
  const good = {
    redirect_uris: [`${adminUrl}/callback`],
    grant_types: ['authorization_code', 'implicit'],
    grants: ['okta.users.read'],
  } as const
  const prints = (...apps: ConfigFile['apps'] & object) => summary(ready({ apps })).includes('Paste this')
  t.equal(prints(webApp({ ...good })), true)
  t.equal(prints(serviceApp(), webApp({ ...good })), true, 'the first app that it works for')
  t.equal(prints(webApp({ ...good, status: 'INACTIVE' })), false)
  t.equal(prints(webApp({ ...good, grant_types: ['authorization_code'] })), false)
  t.equal(prints(webApp({ ...good, redirect_uris: ['http://localhost/cb'] })), false)
  t.equal(prints(webApp({ ...good, grants: ['okta.groups.read'] })), false)
})
