import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import { createAuthorize } from '../../../../src/server/oauth/endpoints/authorize.js'
import { createSignIn } from '../../../../src/server/oauth/endpoints/sign-in.js'
import { createServers } from '../../../../src/server/oauth/servers.js'
import type { App } from '../../../../src/server/org/records.js'
import { ask } from '../../../fixtures/ask.js'
import { go, htmlOf, param, request, sent, signedInAs, signIn, stateTokenOf } from '../../../fixtures/authorize.js'
import { codeAt, guarded } from '../../../fixtures/codes.js'
import { ada, bob, createTestDeps, start, type TestDeps, url, web } from '../../../fixtures/deps.js'

const third: App = { ...web, consentMethod: 'REQUIRED' }
const depsOf = (app: App = third) => createTestDeps({ apps: [app] })

const decide = (page: Answer, consent: string | undefined, deps: TestDeps): Promise<Answer> => {
  const form = { stateToken: stateTokenOf(page), ...(consent !== undefined && { consent }) }
  return Promise.resolve(signIn(ask({ form }), deps))
}

/** The scopes that a page asks about; undefined where it is none. */
const askedFor = (answer: Answer): readonly (string | undefined)[] | undefined => {
  const found = [...htmlOf(answer).matchAll(/<code>([^<]+)<\/code>/g)].map(([, scope]) => scope)
  return found.length === 0 ? undefined : found
}

t.test('an app that must ask shows the person what it wants, once', async (t) => {
  const deps = depsOf()
  const cookies = await signedInAs(ada, deps)
  const scope = 'openid profile okta.users.read okta.apps.read'
  const page = (await go({ scope }, deps, cookies)).answer
  t.equal(page.status, 200)
  t.strictSame(askedFor(page), ['profile', 'okta.users.read'], 'without openid, and without what it is not granted')
  t.match(htmlOf(page), /Web asks to/)
  t.match(page.headers?.['content-security-policy'], /frame-ancestors 'none'/)
  t.notMatch(htmlOf(page), /<script/)

  t.match(param(await decide(page, 'allow', deps), 'code'), /^[\w-]{43}$/)
  t.ok(param((await go({ scope, prompt: 'none' }, deps, cookies)).answer, 'code'), 'remembered')
  t.strictSame(askedFor((await go({ scope: 'openid profile email' }, deps, cookies)).answer), ['email'], 'only the new')
  t.equal(askedFor((await go({ scope: 'openid' }, deps, cookies)).answer), undefined, 'openid alone needs none')
})

t.test('consent is one person’s, and one app’s', async (t) => {
  const other: App = { ...third, id: '0oaother000000000000', clientId: '0oaother000000000000', label: 'Other' }
  const deps = createTestDeps({ apps: [third, other] })
  const cookies = await signedInAs(ada, deps)
  await decide((await go({}, deps, cookies)).answer, 'allow', deps)
  t.strictSame(askedFor((await go({ client_id: other.clientId }, deps, cookies)).answer), ['profile'])
  t.strictSame(askedFor((await go({}, deps, await signedInAs(bob, deps))).answer), ['profile'])
})

t.test('who does not allow it sends the app an error', async (t) => {
  for (const consent of ['deny', 'perhaps', undefined]) {
    const deps = depsOf()
    const cookies = await signedInAs(ada, deps)
    const page = (await go({}, deps, cookies)).answer
    t.strictSame(sent(await decide(page, consent, deps)).params, [
      ['state', 's'],
      ['error', 'access_denied'],
      ['error_description', 'The resource owner or authorization server denied the request.'],
    ])
    t.strictSame(askedFor((await go({}, deps, cookies)).answer), ['profile'], 'nothing is remembered')
    t.equal((await decide(page, 'allow', deps)).status, 400, 'the page is used up')
  }
})

t.test('prompt=none where consent is missing', async (t) => {
  const deps = depsOf()
  const scope = 'openid profile email'
  const { answer } = await go({ scope, prompt: 'none' }, deps, await signedInAs(ada, deps))
  t.strictSame(sent(answer).params, [
    ['state', 's'],
    ['error', 'consent_required'],
    ['error_description', 'The following scopes require user consent: [profile, email].'],
  ])
})

t.test('prompt=consent asks again, and only where there is something to ask', async (t) => {
  const deps = depsOf()
  const cookies = await signedInAs(ada, deps)
  await decide((await go({}, deps, cookies)).answer, 'allow', deps)
  const page = (await go({ prompt: 'consent' }, deps, cookies)).answer
  t.strictSame(askedFor(page), ['profile'])
  t.ok(param(await decide(page, 'allow', deps), 'code'))

  const trusted = depsOf(web)
  const { answer } = await go({ prompt: 'consent' }, trusted, await signedInAs(ada, trusted))
  t.ok(param(answer, 'code'), 'a trusted app of the org authorization server')
})

t.test('prompt=login consent, in either order: sign in, then consent, then the answer', async (t) => {
  for (const prompt of ['login consent', 'consent login']) {
    const deps = createTestDeps({ apps: [third], users: [guarded] })
    const first = (await go({ prompt }, deps, await signedInAs(guarded, deps))).answer
    const stateToken = stateTokenOf(first)
    const form = { stateToken, identifier: 'ada@example.com', 'credentials.passcode': 'Passw0rd!' }
    const second = await signIn(ask({ form }), deps)
    t.match(htmlOf(second), /Enter the code/)
    const code = { stateToken: stateTokenOf(second), 'credentials.passcode': codeAt(start) }
    const last = await signIn(ask({ form: code }), deps)
    t.equal(last.cookies?.length, 1, 'the session begins before consent')
    t.strictSame(askedFor(last), ['profile'])
    t.ok(param(await decide(last, 'allow', deps), 'code'), prompt)
  }
})

t.test('a custom server: what each combination of prompt, app and scope asks for', async (t) => {
  const record = {
    id: 'default',
    name: 'default',
    audiences: ['api://default'],
    scopes: (['IMPLICIT', 'REQUIRED', 'FLEXIBLE'] as const).map((consent) => ({
      name: consent.toLowerCase(),
      consent,
      metadataPublish: 'NO_CLIENTS' as const,
    })),
    claims: [],
    accessTokenLifetimeMinutes: 60,
    policies: [
      {
        name: 'all',
        clients: ['ALL_CLIENTS'],
        rules: [
          {
            name: 'all',
            grantTypes: ['*'],
            scopes: ['*'],
            groups: ['Everyone'],
            refreshTokenLifetimeMinutes: 0,
            refreshTokenWindowMinutes: 10_080,
          },
        ],
      },
    ],
  }
  const cases: readonly (readonly [string | undefined, App, readonly string[] | undefined])[] = [
    [undefined, web, undefined],
    [undefined, third, ['required', 'flexible']],
    ['consent', web, ['required', 'flexible']],
    ['consent', third, ['required', 'flexible']],
  ]
  for (const [prompt, app, expected] of cases) {
    const deps = createTestDeps({ apps: [app], authorizationServers: [record] })
    const servers = createServers(url)
    const server = servers.find('default', deps)
    if (server === undefined) throw new Error('no default server')
    const query = request({ prompt, scope: 'openid implicit required flexible' })
    const page = await createAuthorize(server)(ask({ query, cookies: await signedInAs(ada, deps) }), deps)
    t.strictSame(askedFor(page), expected, `${prompt} ${app.consentMethod}`)
    if (expected === undefined) continue
    const form = { stateToken: stateTokenOf(page), consent: 'allow' }
    t.ok(param(await createSignIn(servers)(ask({ form }), deps), 'code'))
  }
})

t.test('a consent page whose session has ended meanwhile', async (t) => {
  const deps = depsOf()
  const page = (await go({}, deps, await signedInAs(ada, deps))).answer
  await deps.store.revoke(ada.id, 60)
  t.equal((await decide(page, 'allow', deps)).status, 400)
})
