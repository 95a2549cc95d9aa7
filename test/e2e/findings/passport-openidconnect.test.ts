// What docs/findings.md says of passport-openidconnect. Red when a newer version does otherwise: then the page changes too.
import t from 'tap'
import { startOrg } from '../../../src/server/index.js'
import { startPassportApp } from '../../fixtures/apps/passport.js'
import { register } from '../../fixtures/apps/register.js'
import { clientApps, secret } from '../../fixtures/client-apps.js'
import {
  editing,
  expectWrittenUp,
  type Finding,
  signedInAfter,
  underFault,
  whoIsSignedIn,
} from '../../fixtures/findings.js'
import { createPerson } from '../../fixtures/person.js'

t.test('passport-openidconnect', async (t) => {
  const org = await startOrg({ seed: 1, config: clientApps })
  t.teardown(() => org.close())
  const app = await startPassportApp({ issuer: org.issuer, clientId: 'post-client', clientSecret: secret })
  t.teardown(() => app.close())
  await register(org, 'post-client', app)

  const accepted: readonly Finding[] = [
    ['CL-SIG-01', { fault: 'id-token-signature-spoiled' }],
    ['CL-SIG-02', { fault: 'id-token-signature-other-key' }],
    ['CL-SIG-03', { fault: 'id-token-alg-none' }],
    ['CL-SIG-03', { fault: 'id-token-alg-None' }],
    ['CL-SIG-03', { fault: 'id-token-alg-nOnE' }],
    ['CL-SIG-04', { fault: 'id-token-hs256-public-key-pem' }],
    ['CL-SIG-04', { fault: 'id-token-hs256-public-key-der' }],
    ['CL-SIG-04', { fault: 'id-token-hs256-public-key-n' }],
    ['CL-SIG-05', { fault: 'id-token-hs256-client-secret' }],
    ['CL-SIG-06', { fault: 'id-token-header-jku' }],
    ['CL-SIG-06', { fault: 'id-token-header-jwk' }],
    ['CL-SIG-06', { fault: 'id-token-header-x5u' }],
    ['CL-KEY-02', { fault: 'id-token-kid-unknown' }],
    ['CL-HASH-01', { fault: 'id-token-at-hash-wrong' }],
    ['CL-IAT-01', { fault: 'id-token-iat-ahead' }],
    ['CL-TOK-02', { fault: 'token-type-missing' }],
    ['CL-TOK-03', { fault: 'token-type-unknown' }],
    ['CL-ISS-01', { edit: editing(app.callback, (params) => params.set('iss', 'https://attacker.example.com')) }],
  ]

  t.test('an ordinary login works', async (t) => {
    t.equal(await signedInAfter(org, app), 'admin@example.com')
  })

  for (const [check, change] of accepted) {
    t.test(`${check}: ${change.fault ?? 'another issuer in the callback'}: signed in`, async (t) => {
      t.equal(await signedInAfter(org, app, change), 'admin@example.com')
    })
  }

  t.test('not so: claims that are wrong, and no access token', async (t) => {
    for (const fault of ['id-token-iss-other', 'id-token-aud-other', 'id-token-nonce-wrong', 'id-token-exp-past'])
      t.equal(await signedInAfter(org, app, { fault }), 'nobody: 401', fault)
    t.equal(await signedInAfter(org, app, { fault: 'token-access-token-missing' }), 'nobody: 401')
  })

  t.test('CL-TOK-03: a token of an unknown type is sent as Bearer', async (t) => {
    org.admin.clearJournal()
    await signedInAfter(org, app, { fault: 'token-type-unknown' })
    t.match(
      org.admin.journal().find(({ path }) => path === '/oauth2/v1/userinfo'),
      { status: 200, headers: { authorization: /^Bearer / } },
    )
  })

  t.test('CL-UI-01: userinfo about somebody else is believed, its subject too', async (t) => {
    const idAfter = async (fault?: string): Promise<string> => {
      const person = createPerson()
      t.teardown(() => person.close())
      const shown = await underFault(org, fault, async () => person.signIn(await person.open(app.start)))
      return JSON.parse(shown.text).id
    }
    t.not(await idAfter('userinfo-sub-other'), await idAfter())
  })

  t.test('CL-STATE-06: a second tab takes the place of the first', async (t) => {
    const person = createPerson()
    t.teardown(() => person.close())
    const [first, second] = [await person.open(app.start), await person.open(app.start)]
    t.match(await person.signIn(second), { url: app.probe, status: 200 })
    t.match(await person.signIn(first), { status: 403 }, 'the person sees an error')
    t.equal(await whoIsSignedIn(person, app), 'admin@example.com', 'the session of the second tab goes on')
  })

  t.test('CL-REQ-03: no PKCE challenge is sent', async (t) => {
    const person = createPerson()
    t.teardown(() => person.close())
    const sent = new URL((await person.open(app.start)).url).searchParams
    t.strictSame([...sent.keys()].sort(), ['client_id', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state'])
  })

  expectWrittenUp(t, 'passport-openidconnect', [
    ...accepted.map(([check]) => check),
    'CL-STATE-06',
    'CL-REQ-03',
    'CL-UI-01',
  ])
})
