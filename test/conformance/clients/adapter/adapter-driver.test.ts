import t from 'tap'
import { createAdapterDriver } from '../../../../src/conformance/clients/adapter/adapter-driver.js'
import type { Channel } from '../../../../src/conformance/clients/adapter/channel.js'
import type { Reply, Request, TwoIssuers } from '../../../../src/conformance/clients/adapter/protocol.js'
import type { Delivery } from '../../../../src/conformance/clients/driver.js'
import { Blocked } from '../../../../src/conformance/outcome.js'
import { thrownBy } from '../../../fixtures/thrown-by.js'

const configuration: TwoIssuers = {
  issuer: 'https://org.example.com',
  clientId: 'app',
  redirectUri: 'http://localhost:9/callback',
  scopes: ['openid'],
  auth: 'none',
  pkce: true,
  responseType: 'code',
}
const delivery: Delivery = {
  redirectUri: 'http://localhost:9/callback',
  channel: 'query',
  params: [
    ['code', 'a b'],
    ['state', 's'],
  ],
}

type Answer = Omit<Reply, 'id'> | 'dies'
type Answers = Partial<Readonly<Record<Request['op'], Answer>>>

const usual: Answers = {
  hello: { ok: true, name: 'acme', version: '2', ops: ['configure', 'authorize', 'callback', 'refresh', 'dance'] },
  configure: { ok: true },
  authorize: { ok: true, url: 'https://org.example.com/authorize?state=s&request_uri=r' },
  callback: { ok: true, outcome: 'accepted', sub: '00u1' },
  refresh: { ok: true, outcome: 'rejected', error: { reason: 'other', name: 'E', message: 'no' } },
}

/** A driver of an adapter that answers so, what it was asked, and how many conversations were begun. */
const driverOf = async (answers: Answers = {}, given = configuration) => {
  const asked: Request[] = []
  const closed: number[] = []
  let connections = 0
  const connect = (): Channel => {
    connections += 1
    const number = connections
    let over = false
    return {
      ask: async (request) => {
        asked.push(request)
        const answer = { ...usual, ...answers }[request.op]
        if (answer !== 'dies') return { id: 0, ok: false, ...answer }
        over = true
        throw new Blocked('the adapter ended with exit code 1')
      },
      isOver: () => over,
      close: async () => {
        closed.push(number)
      },
    }
  }
  return { driver: createAdapterDriver(connect, given), asked, closed, connections: () => connections }
}

t.test('it says hello, configures, and takes what is offered', async (t) => {
  const { driver, asked } = await driverOf()
  t.match(await driver, { surface: 'library', name: 'acme 2', facts: { confidential: false } })
  t.strictSame((await driver).abilities, new Set(['refresh']))
  t.strictSame(asked, [
    { op: 'hello', protocol: 1 },
    { op: 'configure', ...configuration },
  ])
})

t.test('a login: where it starts, how it ends, who is signed in', async (t) => {
  const { driver, asked } = await driverOf()
  const agent = await (await driver).open()
  t.strictSame(await agent.probe(), { kind: 'rejected' })
  t.strictSame(await agent.start(), {
    url: 'https://org.example.com/authorize?state=s&request_uri=r',
    params: [
      ['state', 's'],
      ['request_uri', 'r'],
    ],
    sealed: true,
  })
  const url = 'http://localhost:9/callback?code=a+b&state=s'
  t.strictSame(await agent.deliver(delivery), {
    receipt: 'the adapter answered the callback',
    outcome: { kind: 'signed-in', user: '00u1' },
    visited: [url],
  })
  t.strictSame(await agent.probe(), { kind: 'signed-in', user: '00u1' })
  t.strictSame(await agent.refresh?.(), { kind: 'rejected', reason: 'other: E: no' })
  t.strictSame(await agent.probe(), { kind: 'rejected', reason: 'other: E: no' })
  t.strictSame(asked.slice(2), [
    { op: 'authorize', session: 's1' },
    { op: 'callback', session: 's1', url },
    { op: 'refresh', session: 's1' },
  ])
})

t.test('a second issuer: configured with the first, and named where a login is to begin there', async (t) => {
  const second = { issuer: 'https://second.example.com', clientId: 'app', redirectUri: 'http://localhost:9/second' }
  const hello = { ok: true, ops: ['configure', 'authorize', 'callback', 'secondIssuer'] }
  const authorize = { ok: true, url: `${second.issuer}/authorize` }
  const { driver, asked } = await driverOf({ hello, authorize }, { ...configuration, second })
  const { abilities, facts, redirectUris, open } = await driver
  t.ok(abilities.has('second-issuer'))
  t.match(facts, { issuers: 2, sharesRedirectUri: false })
  t.strictSame(redirectUris, [configuration.redirectUri, second.redirectUri])
  const agent = await open()
  t.match(await agent.start({ issuer: 'second' }), { url: authorize.url })
  t.match(await thrownBy(agent.start()), {
    message: /^the adapter starts a login at https:\/\/second\.example\.com, not/,
  })
  t.strictSame(asked.slice(1), [
    { op: 'configure', ...configuration, second },
    { op: 'authorize', session: 's1', issuer: second.issuer },
    { op: 'authorize', session: 's1' },
  ])
  for (const { driver: one } of [await driverOf({}, { ...configuration, second }), await driverOf({ hello })]) {
    t.match((await one).facts, { issuers: 1 }, 'neither the file nor the adapter alone is enough')
    t.notOk((await one).abilities.has('second-issuer'))
  }
})

t.test('how an answer reaches the adapter, by its channel', async (t) => {
  const { driver, asked } = await driverOf()
  const agent = await (await driver).open()
  await agent.deliver({ ...delivery, channel: 'fragment' })
  await agent.deliver({ ...delivery, channel: 'form_post' })
  await agent.deliver({ ...delivery, redirectUri: 'http://localhost:9/callback?kept=yes' })
  t.strictSame(asked.slice(2), [
    { op: 'callback', session: 's1', url: 'http://localhost:9/callback#code=a+b&state=s' },
    { op: 'callback', session: 's1', url: 'http://localhost:9/callback', form: delivery.params },
    { op: 'callback', session: 's1', url: 'http://localhost:9/callback?kept=yes&code=a+b&state=s' },
  ])
})

t.test('an adapter that cannot be used is told so, and let go', async (t) => {
  for (const [title, answers, message] of [
    [
      'another protocol',
      { hello: { ok: false, error: 'protocol 2 only' } },
      'the adapter refuses the protocol: protocol 2 only',
    ],
    [
      'no operations',
      { hello: { ok: true, ops: ['configure'] } },
      'the adapter does not offer "authorize", "callback": "ops" of its hello',
    ],
    ['no configuration', { configure: { ok: false } }, 'the adapter takes no configuration: no reason given'],
    ['death', { hello: 'dies' }, 'the adapter ended with exit code 1'],
  ] as const) {
    const { driver, closed } = await driverOf(answers)
    t.match(await thrownBy(driver), { name: 'Blocked', message }, title)
    t.strictSame(closed, [1])
  }
})

t.test('an adapter that starts no login', async (t) => {
  for (const [answer, message] of [
    [{ ok: false, error: 'no network' }, 'the adapter starts no login: no network'],
    [{ ok: true }, 'the adapter starts no login: no "url" in its answer'],
    [{ ok: true, url: '/authorize' }, 'the adapter starts no login: "/authorize" is no URL'],
    [
      { ok: true, url: 'https://elsewhere.example/authorize' },
      'the adapter starts a login at https://elsewhere.example, not at https://org.example.com',
    ],
  ] as const) {
    const { driver } = await driverOf({ authorize: answer })
    t.match(await thrownBy((await (await driver).open()).start()), { name: 'Blocked', message })
  }
})

t.test('what is neither accepted nor rejected', async (t) => {
  for (const [answer, what] of [
    [{ ok: false, error: 'segfault' }, 'the adapter broke: segfault'],
    [{ ok: false }, 'the adapter broke: it does not say how'],
    [{ ok: true }, 'the adapter answers without an "outcome"'],
    [{ ok: true, outcome: 'accepted' }, 'the adapter accepted, and names no "sub"'],
    ['dies', 'the adapter ended with exit code 1'],
  ] as const) {
    const { driver } = await driverOf({ callback: answer })
    t.match(await (await (await driver).open()).deliver(delivery), { outcome: { kind: 'undecided', what } })
  }
})

t.test('after a conversation broke, the next agent begins a new one', async (t) => {
  const { driver, closed, connections } = await driverOf({ callback: 'dies' })
  const opened = await driver
  await (await opened.open()).deliver(delivery)
  t.equal(connections(), 1)
  await opened.open()
  t.equal(connections(), 2)
  t.strictSame(closed, [1])
  await opened.close()
  t.strictSame(closed, [1, 2])
})
