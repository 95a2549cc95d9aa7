// --client with --target real: a client that signs in at a mock that stands in for an org. No wait is real.
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { ClientContent, ConformanceOptions } from '../../src/conformance/index.js'
import { clientIds, fakePace, orgConfig, runOnStandIn, settingsOf, signInRequests } from '../fixtures/stand-in-org.js'
import { type Front, type Intercept, startFront } from '../fixtures/tls-front.js'

t.setTimeout(120_000)

const redirectUri = 'http://localhost:9/callback'

const loaders = process.execArgv.filter((argument) => argument.startsWith('--import'))
const adapter = join(import.meta.dirname, '../mutants/clients/stdio-adapter.ts')

const library = (...flaws: readonly string[]): ClientContent => ({
  client: {
    kind: 'library',
    client_id: clientIds[0],
    command: [process.execPath, ...loaders, adapter, ...flaws].map((word) => JSON.stringify(word)).join(' '),
  },
})

const run = (front: Front, { client = library(), ...change }: ConformanceOptions = {}) =>
  runOnStandIn(front, client, redirectUri, change)

const start = async (t: Test, options: Parameters<typeof startFront>[0] = {}): Promise<Front> => {
  const front = await startFront({ name: 'localhost', config: orgConfig(redirectUri), ...options })
  t.teardown(() => front.close())
  return front
}

t.test('what the browser can change is checked, within the default budget; nothing else is', async (t) => {
  const front = await start(t)
  const pace = fakePace()
  const { results, incidents, exitCode, client, target } = await run(front, { pace })
  t.strictSame(
    results
      .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
      .map(({ id, verdict, reason }) => [id, verdict, reason]),
    [],
  )
  t.strictSame(
    { incidents, exitCode, diagnosis: client?.diagnosis },
    { incidents: [], exitCode: 0, diagnosis: undefined },
  )
  t.match(target, { kind: 'real', issuer: front.issuer })
  const levels = results.filter(({ verdict }) => verdict === 'pass').map(({ level }) => level)
  t.strictSame([...new Set(levels)].toSorted(), ['F', 'O', 'Q'])
  t.ok(front.seen.includes('POST /api/v1/authn'), 'people sign in by session token')
  t.equal(signInRequests(front), 62, 'as --plan says beforehand')
  t.ok(pace.waits.length > 0, 'authorization requests are spaced out')
  t.strictSame(
    front.seen.filter((request) => /\/api\/v1\/(?!authn)|DELETE|PUT/.test(request)),
    [],
    'nothing of the org is touched',
  )
})

t.test('a flaw is found there as on the mock', async (t) => {
  const front = await start(t)
  const { results, exitCode } = await run(front, {
    client: library('no-nonce-check'),
    only: ['CL-NONCE-01', 'CL-STATE-01'],
  })
  t.strictSame(
    results.map(({ id, verdict }) => [id, verdict]),
    [
      ['CL-STATE-01', 'pass'],
      ['CL-NONCE-01', 'fail'],
    ],
  )
  t.equal(exitCode, 1)
  t.match(results.at(-1)?.reason, 'signed in as the user')
})

t.test('budget: the run ends where it must, with what it found', async (t) => {
  const front = await start(t)
  const { results, incidents, exitCode } = await run(front, { budget: 12 })
  t.equal(exitCode, 4)
  t.match(incidents, [{ kind: 'safety-rule', message: /^budget: 12 requests are used up/ }])
  t.ok(results.some(({ verdict }) => verdict === 'pass'))
  t.ok(
    results.some(({ verdict, reason }) => verdict === 'blocked' && reason === 'the run was stopped before this check'),
  )
})

/** The org's answer to the authorization requests with these numbers. */
const refusing = (numbers: readonly number[]): Intercept => {
  let count = 0
  return ({ url = '' }, response) => {
    if (!url.startsWith('/oauth2/v1/authorize?')) return false
    count += 1
    if (!numbers.includes(count)) return false
    response.writeHead(429, { 'retry-after': '7' }).end()
    return true
  }
}

t.test('rate: a limit is waited for once; the next time the run ends', async (t) => {
  const waited = async (numbers: readonly number[]) => {
    const pace = fakePace()
    const front = await start(t, { intercept: refusing(numbers) })
    const { incidents, exitCode, results } = await run(front, { pace, only: ['CL-STATE-01', 'CL-STATE-02'] })
    const verdicts = results.map(({ verdict }) => verdict)
    return { incidents, exitCode, verdicts, waits: pace.waits.filter((milliseconds) => milliseconds > 1000) }
  }
  t.strictSame(await waited([2]), { incidents: [], exitCode: 0, verdicts: ['pass', 'pass'], waits: [7000] })
  t.strictSame(await waited([2, 4]), {
    incidents: [{ kind: 'safety-rule', message: 'rate: /oauth2/v1/authorize answers 429 again' }],
    exitCode: 4,
    verdicts: ['pass', 'blocked'],
    waits: [7000],
  })
})

t.test('time: a quarter of an hour is enough', async (t) => {
  const pace = fakePace()
  let asked = 0
  const front = await start(t, {
    intercept: ({ url = '' }) => {
      if (url.startsWith('/oauth2/v1/authorize?')) asked += 1
      if (asked === 2) void pace.sleep(901_000, new AbortController().signal)
      return false
    },
  })
  const { incidents, exitCode, results } = await run(front, { pace, only: ['CL-STATE-01', 'CL-STATE-02'] })
  t.equal(exitCode, 4)
  t.match(incidents, [{ kind: 'safety-rule', message: 'budget: 15 minutes are over' }])
  t.strictSame(
    results.map(({ verdict }) => verdict),
    ['pass', 'blocked'],
    'what was found before is told',
  )
})

t.test('a wrong password: it is sent once, nothing is green, and the run ends', async (t) => {
  const front = await start(t)
  const { users, ...settings } = settingsOf(redirectUri)
  const wrong = users.map((user) => ({ ...user, credentials: { password: { value: 'not-theirs' } } }))
  const { client, counts, exitCode } = await run(front, { config: { ...settings, users: wrong } })
  t.equal(exitCode, 3)
  t.equal(client?.diagnosis, '/api/v1/authn gives no session token: Authentication failed')
  t.strictSame([counts.pass, counts.fail, counts.warn], [0, 0, 0])
  t.equal(signInRequests(front), 1)
})

t.test('a client that the org would not know is a mistake of the file', async (t) => {
  const front = await start(t)
  await t.rejects(run(front, { client: { client: { kind: 'library', command: 'cat' } } }), {
    name: 'UsageError',
    message: 'client: client.client_id is missing: a real org knows its clients by it',
  })
})

t.test('who signs in is known from the org; where it does not say, from the first login', async (t) => {
  const front = await start(t, {
    intercept: ({ url }, response) => {
      if (url !== '/api/v1/authn') return false
      response.writeHead(404).end('{}')
      return true
    },
  })
  const { results, client, exitCode } = await run(front, { only: ['CL-STATE-01'] })
  t.equal(client?.diagnosis, undefined)
  t.match({ results, exitCode }, { results: [{ verdict: 'pass' }], exitCode: 0 })
})
