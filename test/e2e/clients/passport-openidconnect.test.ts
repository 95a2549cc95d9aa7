// passport-openidconnect in an Express app: endpoints by hand, the secret in the body, userinfo for the profile.
import t from 'tap'
import { startOrg } from '../../../src/server/index.js'
import { startPassportApp } from '../../fixtures/apps/passport.js'
import { register } from '../../fixtures/apps/register.js'
import { clientApps, secret } from '../../fixtures/client-apps.js'
import { createPerson } from '../../fixtures/person.js'

t.test('passport-openidconnect', async (t) => {
  const org = await startOrg({ seed: 1, config: clientApps })
  t.teardown(() => org.close())
  const app = await startPassportApp({ issuer: org.issuer, clientId: 'post-client', clientSecret: secret })
  t.teardown(() => app.close())
  await register(org, 'post-client', app)
  const newPerson = () => {
    const person = createPerson()
    t.teardown(() => person.close())
    return person
  }

  t.test('sign in, profile, sign out', async (t) => {
    const person = newPerson()
    t.match(await person.open(app.probe), { status: 401 })
    const page = await person.open(app.start)
    t.ok(new URL(page.url).searchParams.get('nonce'))
    org.admin.clearJournal()
    const landed = await person.signIn(page)
    t.equal(landed.url, app.probe)
    t.match(JSON.parse(landed.text), { id: /^00u/, name: 'Ada Admin', email: 'admin@example.com' })
    t.strictSame(
      org.admin.journal().map(({ method, path, status }) => `${method} ${path} ${status}`),
      ['POST /signin 302', 'POST /oauth2/v1/token 200', 'GET /oauth2/v1/userinfo 200'],
    )
    await person.open(app.logout)
    t.match(await person.open(app.probe), { status: 401 })
    t.match(await person.open(app.start), { url: app.probe, status: 200 }, 'the org still knows the person')
  })

  t.test('a state that is not ours, an answer that nobody asked for, a code used twice', async (t) => {
    const person = newPerson()
    const page = await person.open(app.start)
    t.match(await person.open(`${app.callback}?code=stolen&state=other`), { status: 403 })
    t.match(await newPerson().open(`${app.callback}?code=stolen&state=other`), { status: 403 })
    const state = new URL(page.url).searchParams.get('state') ?? ''
    const refused = await newPerson().open(`${app.callback}?error=invalid_scope&error_description=No.&state=${state}`)
    t.strictSame([refused.status, JSON.parse(refused.text)], [500, { name: 'AuthorizationError', error: 'No.' }])
    t.match(await person.open(app.probe), { status: 401 })
  })

  t.test('what goes wrong at the org signs nobody in', async (t) => {
    for (const [fault, status, error] of [
      ['token-invalid-grant', 500, { name: 'TokenError' }],
      ['token-id-token-missing', 500, { name: 'Error', error: 'ID token not present in token response' }],
      ['id-token-aud-other', 403, undefined],
      ['id-token-iss-custom', 403, undefined],
      ['id-token-nonce-wrong', 403, undefined],
      ['id-token-exp-past', 403, undefined],
    ] as const) {
      const person = newPerson()
      const page = await person.open(app.start)
      await org.admin.armFault(fault, { count: 1 })
      const landed = await person.signIn(page)
      t.equal(landed.status, status, fault)
      if (error) t.match(JSON.parse(landed.text), error, fault)
      t.match(await person.open(app.probe), { status: 401 }, fault)
    }
  })

  t.test('a wrong secret, a callback that the org does not know', async (t) => {
    const stranger = await startPassportApp({ issuer: org.issuer, clientId: 'post-client', clientSecret: 'not it' })
    t.teardown(() => stranger.close())
    const person = newPerson()
    t.match(await person.open(stranger.start), { status: 400, text: /redirect_uri/ })
    await register(org, 'post-client', stranger)
    const landed = await person.signIn(await person.open(stranger.start))
    t.strictSame(
      [landed.status, JSON.parse(landed.text)],
      [
        500,
        {
          name: 'TokenError',
          error: 'The client secret supplied for a confidential client is invalid.',
        },
      ],
    )
  })
})
