// Auth.js with its Okta provider, whose frameworks (Next.js, SvelteKit, Express …) all end in the same Auth(request, config).
import t from 'tap'
import { startOrg } from '../../../src/server/index.js'
import { startAuthJsApp } from '../../fixtures/apps/auth-js.js'
import { register } from '../../fixtures/apps/register.js'
import { clientApps, secret } from '../../fixtures/client-apps.js'
import { createPerson } from '../../fixtures/person.js'

t.test('Auth.js', async (t) => {
  const org = await startOrg({ seed: 1, config: clientApps })
  t.teardown(() => org.close())
  const app = await startAuthJsApp({ issuer: org.issuer, clientId: 'basic-client', clientSecret: secret })
  t.teardown(() => app.close())
  await register(org, 'basic-client', app)
  const newPerson = () => {
    const person = createPerson()
    t.teardown(() => person.close())
    return person
  }
  const session = async (person: ReturnType<typeof createPerson>): Promise<unknown> =>
    JSON.parse((await person.open(`${app.url}/auth/session`)).text)

  t.test('sign in from its own page, session, sign out', async (t) => {
    const person = newPerson()
    t.equal(await session(person), null)
    const choice = await person.open(`${app.url}/auth/signin`)
    t.match(choice.text, 'Sign in with Okta')
    const page = await person.submit(choice, {})
    const asked = new URL(page.url).searchParams
    t.strictSame(Object.fromEntries([...asked].filter(([name]) => !/state|code_challenge$/.test(name))), {
      scope: 'openid profile email',
      response_type: 'code',
      client_id: 'basic-client',
      redirect_uri: app.callback,
      code_challenge_method: 'S256',
    })
    org.admin.clearJournal()
    const landed = await person.signIn(page)
    t.equal(new URL(landed.url).origin, app.url)
    t.match(await session(person), { user: { name: 'Ada Admin', email: 'admin@example.com' }, expires: String })
    t.strictSame(
      org.admin.journal().map(({ method, path, status }) => `${method} ${path} ${status}`),
      ['POST /signin 302', 'GET /.well-known/openid-configuration 200', 'POST /oauth2/v1/token 200'],
    )

    await person.submit(await person.open(`${app.url}/auth/signout`), {})
    t.equal(await session(person), null)
  })

  t.test('sign in by a link, as signIn() of the frameworks does', async (t) => {
    const person = newPerson()
    t.match(await person.open(app.probe), { status: 401 })
    const landed = await person.signIn(await person.open(app.start))
    t.equal(landed.url, app.probe)
    t.match(JSON.parse(landed.text), { name: 'Ada Admin', email: 'admin@example.com' })
    await person.open(app.logout)
    t.match(await person.open(app.probe), { status: 401 })
  })

  t.test('errors end on its error page, and sign nobody in', async (t) => {
    const land = async (query: string) => {
      const person = newPerson()
      await person.open(app.start)
      const landed = await person.open(`${app.callback}?${query}`)
      t.equal(await session(person), null, query)
      return landed.url
    }
    t.match(await land('error=access_denied&error_description=No.&state=s'), /\/auth\/(signin|error)\?error=/)
    t.match(await land('code=stolen&state=other'), /\/auth\/error\?error=Configuration$/)

    for (const fault of [
      'token-invalid-grant',
      'token-id-token-missing',
      'id-token-aud-other',
      'id-token-iss-custom',
      'id-token-exp-past',
    ]) {
      const person = newPerson()
      const page = await person.open(app.start)
      await org.admin.armFault(fault, { count: 1 })
      const landed = await person.signIn(page)
      t.match(landed.url, /\/auth\/(signin|error)\?error=/, fault)
      t.equal(await session(person), null, fault)
    }
  })
})
