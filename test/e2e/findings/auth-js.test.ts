// What docs/findings.md says of Auth.js. Red when a newer version does otherwise: then the page changes too.
import t from 'tap'
import { startOrg } from '../../../src/server/index.js'
import { startAuthJsApp } from '../../fixtures/apps/auth-js.js'
import { register } from '../../fixtures/apps/register.js'
import { clientApps, secret } from '../../fixtures/client-apps.js'
import { expectWrittenUp, type Finding, signedInAfter, whoIsSignedIn } from '../../fixtures/findings.js'
import { createPerson } from '../../fixtures/person.js'

t.test('Auth.js', async (t) => {
  const org = await startOrg({ seed: 1, config: clientApps })
  t.teardown(() => org.close())
  const app = await startAuthJsApp({ issuer: org.issuer, clientId: 'basic-client', clientSecret: secret })
  t.teardown(() => app.close())
  await register(org, 'basic-client', app)

  const accepted: readonly Finding[] = [
    ['CL-SIG-01', { fault: 'id-token-signature-spoiled' }],
    ['CL-SIG-02', { fault: 'id-token-signature-other-key' }],
    ['CL-SIG-06', { fault: 'id-token-header-jku' }],
    ['CL-SIG-06', { fault: 'id-token-header-jwk' }],
    ['CL-SIG-06', { fault: 'id-token-header-x5u' }],
    ['CL-KEY-02', { fault: 'id-token-kid-unknown' }],
    ['CL-AZP-01', { fault: 'id-token-azp-other' }],
    ['CL-IAT-01', { fault: 'id-token-iat-ahead' }],
    ['CL-HASH-01', { fault: 'id-token-at-hash-wrong' }],
  ]

  t.test('an ordinary login works', async (t) => {
    t.equal(await signedInAfter(org, app), 'admin@example.com')
  })

  for (const [check, change] of accepted) {
    t.test(`${check}: ${change.fault}: signed in`, async (t) => {
      t.equal(await signedInAfter(org, app, change), 'admin@example.com')
    })
  }

  t.test('no key is asked for', async (t) => {
    org.admin.clearJournal()
    await signedInAfter(org, app)
    t.strictSame(
      org.admin.journal().filter(({ path }) => path === '/oauth2/v1/keys'),
      [],
    )
  })

  t.test('not so: another algorithm, another issuer, another audience, an unknown type', async (t) => {
    for (const fault of ['id-token-alg-none', 'id-token-hs256-public-key-pem', 'id-token-iss-other'])
      t.equal(await signedInAfter(org, app, { fault }), 'nobody: 401', fault)
    for (const fault of ['id-token-aud-second', 'token-type-unknown', 'token-type-missing'])
      t.equal(await signedInAfter(org, app, { fault }), 'nobody: 401', fault)
  })

  t.test('CL-STATE-06: a second tab takes the place of the first', async (t) => {
    const person = createPerson()
    t.teardown(() => person.close())
    const [first, second] = [await person.open(app.start), await person.open(app.start)]
    t.match(await person.signIn(second), { url: app.probe, status: 200 })
    t.match(await person.signIn(first), { url: /\/auth\/error\?error=Configuration$/, status: 500 })
    t.equal(await whoIsSignedIn(person, app), 'admin@example.com', 'the session of the second tab goes on')
  })

  t.test('CL-CODE-01: a callback that is loaded again ends in the error page, with the status 500', async (t) => {
    const seen: string[] = []
    const person = createPerson({
      edit: (url) => {
        seen.push(url)
        return url
      },
    })
    t.teardown(() => person.close())
    await person.signIn(await person.open(app.start))
    const callback = seen.find((url) => url.startsWith(app.callback)) ?? ''
    t.match(await person.open(callback), { url: /\/auth\/error\?error=Configuration$/, status: 500 })
    t.equal(await whoIsSignedIn(person, app), 'admin@example.com', 'the session goes on')
  })

  t.test('CL-LO-01: a sign-out ends the session of the app in this browser, and nothing else', async (t) => {
    const person = createPerson()
    t.teardown(() => person.close())
    await person.signIn(await person.open(app.start))
    const cookie = await person.cookies(app.url)
    org.admin.clearJournal()
    await person.open(app.logout)
    t.equal(await whoIsSignedIn(person, app), 'nobody: 401')
    t.strictSame(org.admin.journal(), [], 'the org is not asked')
    const stranger = createPerson()
    t.teardown(() => stranger.close())
    t.match(await stranger.open(app.probe, { cookie }), { status: 200 }, 'with the cookies from before')
  })

  expectWrittenUp(
    t,
    'Auth.js',
    [...accepted.map(([check]) => check), 'CL-STATE-06', 'CL-CODE-01', 'CL-LO-01'],
    '@auth/core',
  )
})
