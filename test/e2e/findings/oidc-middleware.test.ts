// What docs/findings.md says of @okta/oidc-middleware. Red when a newer version does otherwise: then the page changes too.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { startOrg } from '../../../src/server/index.js'
import { startOidcMiddlewareApp } from '../../fixtures/apps/oidc-middleware.js'
import { register } from '../../fixtures/apps/register.js'
import { clientApps, secret } from '../../fixtures/client-apps.js'
import { editing, expectWrittenUp, type Finding, signedInAfter, whoIsSignedIn } from '../../fixtures/findings.js'
import { createPerson, type PersonOptions } from '../../fixtures/person.js'

t.test('@okta/oidc-middleware', async (t) => {
  process.env.XDG_STATE_HOME = t.testdir()
  const org = await startOrg({ seed: 1, tls: true, config: clientApps })
  t.teardown(() => org.close())
  const ca = readFileSync(org.caFile ?? '', 'utf8')
  const app = await startOidcMiddlewareApp({ issuer: org.issuer, clientId: 'basic-client', clientSecret: secret, ca })
  t.teardown(() => app.close())
  await register(org, 'basic-client', app)
  const newPerson = (edit?: PersonOptions['edit']) => {
    const person = createPerson({ ca, ...(edit && { edit }) })
    t.teardown(() => person.close())
    return person
  }

  const accepted: readonly Finding[] = [
    ['CL-TOK-02', { fault: 'token-type-missing' }],
    ['CL-IAT-01', { fault: 'id-token-iat-ahead' }],
  ]

  t.test('an ordinary login works', async (t) => {
    t.equal(await signedInAfter(org, app, {}, { ca }), 'admin@example.com')
  })

  for (const [check, change] of accepted) {
    t.test(`${check}: ${change.fault}: signed in`, async (t) => {
      t.equal(await signedInAfter(org, app, change, { ca }), 'admin@example.com')
    })
  }

  t.test('not so: signatures, claims, half an answer, an unknown type', async (t) => {
    for (const fault of ['id-token-signature-spoiled', 'id-token-azp-other', 'id-token-at-hash-wrong'])
      t.equal(await signedInAfter(org, app, { fault }, { ca }), 'nobody: 401', fault)
    for (const fault of ['token-access-token-missing', 'token-type-unknown', 'userinfo-sub-other'])
      t.equal(await signedInAfter(org, app, { fault }, { ca }), 'nobody: 401', fault)
  })

  t.test('CL-REQ-03: neither a PKCE challenge nor a nonce is sent', async (t) => {
    const sent = new URL((await newPerson().open(app.start)).url).searchParams
    t.strictSame([...sent.keys()].sort(), ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'])
  })

  t.test('CL-CODE-02: a code of a login in another browser is redeemed', async (t) => {
    const victim = newPerson((url) => (url.startsWith(app.callback) ? undefined : url))
    const { url, status } = await victim.signIn(await victim.open(app.start))
    t.equal(status, 0, 'the answer does not reach the app')
    const code = new URL(url).searchParams.get('code') ?? ''

    await org.admin.patchOrg({
      users: [
        {
          profile: { login: 'thief@example.com', email: 'thief@example.com', firstName: 'T', lastName: 'T' },
          credentials: { password: { value: 'Passw0rd!' } },
        },
      ],
    })
    const thief = newPerson(editing(app.callback, (params) => params.set('code', code)))
    await thief.signIn(await thief.open(app.start), 'Passw0rd!', 'thief@example.com')
    t.equal(await whoIsSignedIn(thief, app), 'admin@example.com', 'the thief is signed in as the victim')
  })

  t.test('CL-STATE-06: a second tab takes the place of the first', async (t) => {
    const person = newPerson()
    const [first, second] = [await person.open(app.start), await person.open(app.start)]
    t.match(await person.signIn(second), { url: `${app.url}/`, status: 200 })
    t.match(await person.signIn(first), { status: 401 }, 'the person sees an error')
    t.equal(await whoIsSignedIn(person, app), 'admin@example.com', 'the session of the second tab goes on')
  })

  expectWrittenUp(t, '@okta/oidc-middleware', [
    ...accepted.map(([check]) => check),
    'CL-REQ-03',
    'CL-CODE-02',
    'CL-STATE-06',
  ])
})
