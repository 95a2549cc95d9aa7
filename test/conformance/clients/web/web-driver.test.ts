import t from 'tap'
import { createWebDriver } from '../../../../src/conformance/clients/web/web-driver.js'
import type { RawResponse } from '../../../../src/conformance/wire/transport.js'
import { Unreachable } from '../../../../src/conformance/wire/wire.js'
import { appWire } from '../../../fixtures/app-wire.js'

const issuer = 'https://org.test'
const app = 'https://app.test'

interface Answer {
  readonly status: number
  readonly location?: string
  readonly cookie?: string
  readonly body?: string
}

interface Asked {
  readonly method: string
  readonly url: string
  readonly cookie: string | undefined
  readonly body: string | undefined
}

/** A driver of an app that answers like that, and what it was asked. */
const drive = (
  answer: (path: string, cookie: string | undefined) => Answer,
  second?: Parameters<typeof createWebDriver>[0]['second'],
) => {
  const asked: Asked[] = []
  const send = async (request: {
    readonly method: string
    readonly url: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }): Promise<RawResponse> => {
    const cookie = request.headers?.cookie
    asked.push({ method: request.method, url: request.url, cookie, body: request.body })
    const { status, location, cookie: set, body = '' } = answer(new URL(request.url).pathname, cookie)
    return {
      status,
      headers: [
        ...(location === undefined ? [] : [['location', location] as const]),
        ...(set === undefined ? [] : [['set-cookie', set] as const]),
      ],
      text: body,
    }
  }
  const wire = appWire(issuer, send)
  const driver = createWebDriver(
    {
      name: 'app',
      start: `${app}/login`,
      callback: `${app}/callback`,
      clientId: '0oa1',
      issuer,
      returnTo: 'next',
      api: `${app}/sync`,
      ...(second && { second }),
      probe: { url: `${app}/me`, signedIn: { status: 200, json: '$.user.email' }, signedOut: { status: [401, 302] } },
    },
    wire,
  )
  return { driver, asked }
}

const authorize = `${issuer}/authorize?client_id=0oa1&state=s&scope=openid%20email`

t.test('a login: redirects inside the app are followed, cookies kept, the org is not asked', async (t) => {
  const { driver, asked } = drive((path) =>
    path === '/login'
      ? { status: 302, location: '/begin', cookie: 'sid=1; HttpOnly' }
      : { status: 302, location: authorize },
  )
  const agent = await driver.open()
  t.strictSame(await agent.start(), {
    url: authorize,
    params: [
      ['client_id', '0oa1'],
      ['state', 's'],
      ['scope', 'openid email'],
    ],
    sealed: false,
  })
  t.strictSame(
    asked.map(({ url, cookie }) => [url, cookie]),
    [
      [`${app}/login`, undefined],
      [`${app}/begin`, 'sid=1'],
    ],
  )
  await agent.start({ returnTo: 'https://evil.test/' })
  t.equal(asked[2]?.url, `${app}/login?next=https%3A%2F%2Fevil.test%2F`)
  const other = await driver.open()
  await other.start()
  t.equal(asked[4]?.cookie, undefined, 'another agent is another browser')
})

t.test('parameters that were pushed or signed cannot be changed', async (t) => {
  for (const name of ['request', 'request_uri']) {
    const { driver } = drive(() => ({ status: 303, location: `${issuer}/authorize?client_id=0oa1&${name}=x` }))
    t.equal((await (await driver.open()).start()).sealed, true, name)
  }
})

t.test('an app that starts no login', async (t) => {
  const table: readonly (readonly [Answer, RegExp])[] = [
    [
      { status: 200 },
      /^https:\/\/app\.test\/login answers 200 and does not redirect to https:\/\/org\.test: start must be where a login begins \(kind: spa, if a script begins it\)$/,
    ],
    [
      { status: 302, location: 'https://other.test/' },
      /redirects to https:\/\/other\.test, not to https:\/\/org\.test: the app has another issuer$/,
    ],
    [{ status: 302, location: '/login' }, /^the app redirects in circles: 20 hops/],
  ]
  for (const [answer, message] of table) {
    const { driver } = drive(() => answer)
    await t.rejects((await driver.open()).start(), { name: 'Blocked', message })
  }
})

t.test('an app with a second issuer', async (t) => {
  const login = { start: `${app}/second/login`, issuer: 'https://second.test' }
  const second = { callback: `${app}/second/callback`, login }
  const { driver, asked } = drive(() => ({ status: 302, location: 'https://second.test/authorize?state=s' }), second)
  const agent = await driver.open()
  t.match(await agent.start({ issuer: 'second' }), { url: 'https://second.test/authorize?state=s' })
  t.equal(asked[0]?.url, login.start)
  t.strictSame((await agent.kept()).history, [], 'who leads there leads nowhere else')
  await t.rejects(agent.start(), { message: /redirects to https:\/\/second\.test, not to https:\/\/org\.test/ })
  t.match(driver, { facts: { issuers: 2, sharesRedirectUri: false } })
  t.strictSame(driver.redirectUris, [`${app}/callback`, second.callback])
  t.ok(driver.abilities.has('second-issuer'))

  const shared = drive(() => ({ status: 200 }), { callback: `${app}/callback` })
  t.match(shared.driver, { facts: { issuers: 2, sharesRedirectUri: true } })
  t.strictSame(shared.driver.redirectUris, [`${app}/callback`])
  t.notOk(shared.driver.abilities.has('second-issuer'), 'where nobody can sign in there')
  await t.rejects((await shared.driver.open()).start({ issuer: 'second' }), {
    message: 'nothing says where a login at the second issuer starts',
  })
})

t.test('an answer is handed over as a browser would', async (t) => {
  const params = [
    ['code', 'a b'],
    ['state', 's'],
  ] as const
  const redirectUri = `${app}/callback`
  const table = [
    ['query', 'GET', `${redirectUri}?code=a+b&state=s`, undefined],
    ['form_post', 'POST', redirectUri, 'code=a+b&state=s'],
    ['fragment', 'GET', redirectUri, undefined],
  ] as const
  for (const [channel, method, url, body] of table) {
    const { driver, asked } = drive(() => ({ status: 200 }))
    const { outcome, receipt } = await (await driver.open()).deliver({ redirectUri, channel, params })
    t.match(asked, [{ method, url, body }], channel)
    t.equal(outcome, undefined, 'a page says nothing by itself')
    t.match(receipt, /^the app took the answer and ended with 200 at /)
  }
})

t.test('the app is made to call the API as whoever is signed in, whatever comes of it', async (t) => {
  const { driver, asked } = drive((path) =>
    path === '/sync' ? { status: 502 } : { status: 302, location: authorize, cookie: 'sid=1' },
  )
  const agent = await driver.open()
  await agent.start()
  await agent.callApi?.()
  t.match(asked.at(-1), { method: 'GET', url: `${app}/sync`, cookie: 'sid=1' })
})

t.test('a crash is no rejection, nor is silence', async (t) => {
  const delivery = { redirectUri: `${app}/callback`, channel: 'query', params: [] } as const
  const crashing = drive(() => ({ status: 500 }))
  t.match(await (await crashing.driver.open()).deliver(delivery), {
    outcome: { kind: 'undecided', what: 'the app answered 500' },
  })
  const gone = drive(() => {
    throw new Unreachable('app.test: socket hang up')
  })
  t.match(await (await gone.driver.open()).deliver(delivery), {
    outcome: { kind: 'undecided', what: 'the app gave no answer: app.test: socket hang up' },
  })
})

t.test('the probe: signed in as somebody, signed out, or neither', async (t) => {
  const table: readonly (readonly [Answer, object])[] = [
    [
      { status: 200, body: '{"user":{"email":"p@x.test"}}' },
      { kind: 'signed-in', user: 'p@x.test' },
    ],
    [{ status: 401 }, { kind: 'rejected' }],
    [{ status: 302, location: '/login' }, { kind: 'rejected' }],
    [
      { status: 200, body: '{}' },
      { kind: 'undecided', what: /^the probe answered 200 and looks neither/ },
    ],
    [{ status: 500 }, { kind: 'undecided', what: /^the probe answered 500/ }],
  ]
  for (const [answer, outcome] of table) {
    const { driver } = drive(() => answer)
    t.match(await (await driver.open()).probe(), outcome)
  }
  const proxied = drive(() => ({ status: 407 }))
  await t.rejects((await proxied.driver.open()).probe(), {
    message: 'https://app.test/me answers 407: a proxy wants credentials, and the kit has to reach the app without one',
  })
  await t.rejects((await proxied.driver.open()).start(), { message: /^https:\/\/app\.test\/login answers 407: / })
})
