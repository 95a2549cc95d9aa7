import t from 'tap'
import { readApp } from '../../../src/server/config/read-app.js'

const surroundings = { engine: 'oie', now: 60 } as const
const entry = { label: 'App', client_id: 'app-id', redirect_uris: ['http://localhost:8080/callback'] }

t.test('an entry of apps: with the defaults of the configuration, assigned to nobody', async (t) => {
  const read = readApp(entry, surroundings)
  t.match(read, {
    app: {
      id: /^0oa\w{17}$/,
      clientId: 'app-id',
      clientSecret: /^[\w-]{64}$/,
      applicationType: 'web',
      grantTypes: ['authorization_code'],
      assignments: { groups: [], users: [] },
      created: 60,
      lastUpdated: 60,
    },
    warnings: [],
  })
})

t.test('problems of shape and of rules, with their place in the entry', async (t) => {
  t.match(readApp({ ...entry, colour: 'red' }, surroundings), {
    app: undefined,
    errors: [{ field: 'colour', message: /unknown key/ }],
  })
  t.match(readApp({ ...entry, redirect_uris: ['/callback'] }, surroundings), {
    app: undefined,
    errors: [{ field: 'redirect_uris[0]', message: /not an absolute URI/ }],
  })
})

t.test('warnings do not keep it from being an app', async (t) => {
  t.match(readApp({ ...entry, token_endpoint_auth_method: 'private_key_jwt' }, surroundings), {
    app: { clientId: 'app-id' },
    warnings: [{ field: '', message: /neither jwks nor jwks_uri/ }],
  })
})
