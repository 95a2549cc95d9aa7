// --provision on the stand-in for an org: what is made, what is touched, and that nothing is left, however the run ends.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { type ConformanceOptions, type Pace, runConformance } from '../../src/conformance/index.js'
import { journalFolder, openJournal } from '../../src/conformance/provision/journal.js'
import { createTransport } from '../../src/conformance/wire/transport.js'
import { caFile, type Front, host, type Intercept, startFront } from '../fixtures/tls-front.js'

const token = '00Tprovision00000000000000000000000000000'
const admin = { profile: { login: 'ada@acme.test', firstName: 'Ada', lastName: 'Admin' }, roles: ['SUPER_ADMIN'] }
const config = {
  users: [{ ...admin, roles: ['SUPER_ADMIN' as const] }],
  apps: [{ label: 'Theirs', redirect_uris: ['https://theirs.test/callback'] }],
  groups: [{ profile: { name: 'Their group' } }],
  apiTokens: [{ token, user: admin.profile.login }],
}

/** Time that passes only where somebody waits. */
const fakePace = (): Pace => {
  let time = 0
  return {
    clock: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds
    },
  }
}

const start = async (t: Test, intercept?: Intercept): Promise<Front> => {
  const front = await startFront({ config, ...(intercept && { intercept }) })
  t.teardown(() => front.close())
  return front
}

const run = (front: Front, home: string, change: ConformanceOptions = {}) =>
  runConformance({
    target: 'real',
    issuer: front.issuer,
    config: { resolve: { [host]: '127.0.0.1' }, api_token: token },
    caFile,
    owned: host,
    surroundings: { env: {}, directory: home, home },
    pace: fakePace(),
    seed: 'provision',
    budget: 5000,
    provision: true,
    ...change,
  })

/** What the org has, by name. */
const contents = ({ org }: Front) => {
  const { apps, users, groups } = org.admin.org()
  return {
    apps: apps.map(({ label }) => label),
    users: users.map(({ profile }) => profile.login),
    groups: groups.map(({ profile }) => profile.name),
  }
}

const journals = (front: Front, home: string): readonly string[] => {
  try {
    return readdirSync(journalFolder(home, front.issuer))
  } catch {
    return []
  }
}

const isWrite = (request: string): boolean => /^(POST|PUT|DELETE) \/(api|oauth2\/v1\/clients)/.test(request)
const isSignIn = (request: string): boolean => /^POST \/api\/v1\/authn/.test(request)

t.test('without --provision nothing is written through the API, nor read', async (t) => {
  const front = await start(t)
  const report = await run(front, t.testdir(), { provision: false, only: ['api', 'service', 'token'] })
  t.strictSame(
    front.seen.filter((request) => /^\S+ \/(api|oauth2\/v1\/clients)/.test(request)),
    [],
  )
  t.ok(report.results.some(({ reason }) => reason === "api: the org's API is called only with --provision"))
})

t.test('with it the checks have apps and people of their own, and the org is as it was', async (t) => {
  const front = await start(t)
  const before = contents(front)
  const home = t.testdir()
  const report = await run(front, home, {
    only: ['api', 'token', 'service', 'unsettled'],
  })
  t.strictSame(
    report.results
      .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
      .map(({ id, verdict, reason, findings }) => [id, verdict, reason, findings]),
    [],
  )
  t.strictSame(
    report.results
      .filter(({ verdict, reason }) => verdict === 'skip' && !reason?.startsWith('clock: '))
      .map(({ id }) => id),
    [],
    'only checks that move the clock are left out',
  )
  t.equal(report.exitCode, 0)
  t.match(report.cleanedUp, { left: 0, removed: 16 })
  t.strictSame(contents(front), before)
  t.strictSame(journals(front, home), [])
})

t.test('each object is in the journal before the org hears of it', async (t) => {
  const home = t.testdir()
  const missing: string[] = []
  let front: Front | undefined
  front = await start(t, (request) => {
    if (request.method !== 'POST' || !/^\/api\/v1\/(apps|groups|users)(\?|$)/.test(request.url ?? '')) return false
    const folder = journalFolder(home, front?.issuer ?? '')
    const [file = ''] = readdirSync(folder)
    const events = readFileSync(join(folder, file), 'utf8').trim().split('\n')
    const last = JSON.parse(events.at(-1) ?? '{}') as { event: string; name: string }
    if (last.event !== 'intend' || !last.name.startsWith('conformance-'))
      missing.push(`${request.url} ${events.at(-1)}`)
    return false
  })
  await run(front, home, { only: ['keys'] })
  t.strictSame(missing, [])
  t.ok(front.seen.filter((request) => request === 'POST /api/v1/apps').length >= 10)
})

t.test('a run that is interrupted, or whose server fails in the middle, removes what it made', async (t) => {
  const front = await start(t)
  const before = contents(front)
  const home = t.testdir()
  const interrupted = new AbortController()
  const report = await run(front, home, {
    signal: interrupted.signal,
    only: ['token', 'token-errors'],
    progress: { finished: ({ verdict }) => void (verdict === 'pass' && interrupted.abort()) },
  })
  t.equal(report.exitCode, 130)
  t.match(report.cleanedUp, { left: 0, removed: 16 })
  t.strictSame(contents(front), before)

  let writes = 0
  const failing = await start(t, (request) => {
    writes += request.method === 'POST' && request.url?.startsWith('/api/v1/apps') ? 1 : 0
    if (writes !== 6) return false
    writes += 1
    request.socket.destroy()
    return true
  })
  const clean = contents(failing)
  const broken = await run(failing, home, { only: ['token'] })
  t.match(broken, { exitCode: 3, incidents: [{ kind: 'unreachable' }], results: [] })
  t.strictSame(contents(failing), clean)
  t.strictSame(journals(failing, home), [])
})

t.test('what an earlier run left is removed by the next one, and nothing that only looks like it', async (t) => {
  const front = await start(t)
  const home = t.testdir()
  const names = ['conformance-aaaa', 'conformance-bbbb', 'conformance-cccc']
  await front.org.admin.patchOrg({ groups: names.map((name) => ({ profile: { name } })) })
  const transport = createTransport({ caFile, resolve: { [host]: '127.0.0.1' } })
  t.teardown(() => transport.close())
  const headers = { authorization: `SSWS ${token}` }
  const url = `${front.issuer}/api/v1/groups?q=conformance-bbbb`
  const { text } = await transport.send({ method: 'GET', url, headers }, { timeoutMs: 5000 })
  const [renamed] = JSON.parse(text) as { readonly id: string }[]
  const folder = journalFolder(home, front.issuer)
  mkdirSync(folder, { recursive: true })
  // A process that is no more: pids end below this.
  const journal = openJournal(join(folder, 'conformance-aaaa.jsonl'), 2 ** 30)
  journal.intend({ kind: 'group', name: 'conformance-aaaa' })
  journal.intend({ kind: 'group', name: 'conformance-zzzz' })
  journal.made({ kind: 'group', name: 'conformance-zzzz', id: renamed?.id ?? '' })
  journal.intend({ kind: 'group', name: 'Their group' })
  writeFileSync(join(folder, 'conformance-dddd.jsonl'), `{"event":"run","pid":${process.pid}}\n`)
  const report = await run(front, home, { only: ['keys'] })
  t.strictSame(contents(front).groups.sort(), ['Their group', 'conformance-bbbb', 'conformance-cccc'])
  t.match(report, {
    exitCode: 4,
    incidents: [{ kind: 'safety-rule', message: /^left on the org: group Their group; the next run/ }],
  })
  t.strictSame(
    journals(front, home),
    ['conformance-aaaa.jsonl', 'conformance-dddd.jsonl'],
    'the journal of a run that goes on is left alone',
  )
})

t.test('an org that does not say whether a left-over is still there is asked again by the next run', async (t) => {
  const front = await start(t, ({ url }, response) => {
    if (!url?.startsWith('/api/v1/groups?q=conformance-aaaa')) return false
    response.writeHead(500).end()
    return true
  })
  const home = t.testdir()
  const folder = journalFolder(home, front.issuer)
  openJournal(join(folder, 'conformance-aaaa.jsonl'), 2 ** 30).intend({ kind: 'group', name: 'conformance-aaaa' })
  t.match(await run(front, home, { only: ['keys'] }), {
    exitCode: 4,
    incidents: [{ message: /^left on the org: group conformance-aaaa; / }],
  })
  t.strictSame(journals(front, home), ['conformance-aaaa.jsonl'])
})

t.test('what the org does not let be removed is named', async (t) => {
  const front = await start(t, ({ method, url }, response) => {
    if (method !== 'DELETE' || !url?.startsWith('/api/v1/groups')) return false
    response.writeHead(403, { 'content-type': 'application/json' }).end('{"errorCode":"E0000006"}')
    return true
  })
  const home = t.testdir()
  const report = await run(front, home, { only: ['keys'] })
  t.match(report, {
    exitCode: 4,
    cleanedUp: { removed: 15 },
    incidents: [{ kind: 'safety-rule', message: /^left on the org: group conformance-\w{10}; the next run/ }],
  })
  t.equal(journals(front, home).length, 1)
})

t.test('what the API token may not make costs its checks, not the run', async (t) => {
  const front = await start(t, ({ method, url }, response) => {
    if (method !== 'POST' || !url?.startsWith('/api/v1/users?')) return false
    response
      .writeHead(403, { 'content-type': 'application/json' })
      .end('{"errorCode":"E0000006","errorSummary":"You do not have permission to perform the requested action"}')
    return true
  })
  const report = await run(front, t.testdir(), { only: ['token', 'service/token'] })
  t.equal(report.exitCode, 0)
  t.match(
    report.results.find(({ id }) => id === 'token/code-response')?.reason,
    /user: no user who can sign in .*; --provision was refused: POST \/api\/v1\/users\?activate=true answers 403 E0000006: You do not/,
  )
  t.equal(report.results.find(({ id }) => id === 'service/token')?.verdict, 'pass')
})

t.test('what the org made without saying its id is found by its name and removed', async (t) => {
  const front = await start(t, (request, response) => {
    if (request.method !== 'POST' || request.url !== '/api/v1/groups') return false
    json(request)
      .then((group) => front.org.admin.patchOrg({ groups: [group as { profile: { name: string } }] }))
      .then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
    return true
  })
  const home = t.testdir()
  const before = contents(front)
  const report = await run(front, home, { only: ['keys'] })
  t.match(report.cleanedUp, { removed: 1 })
  t.strictSame(contents(front), before)
  t.strictSame(journals(front, home), [])
})

t.test('429 is waited for, since stopping half way would leave things behind', async (t) => {
  let refusals = 3
  const front = await start(t, ({ method }, response) => {
    if (method !== 'DELETE' || refusals === 0) return false
    refusals -= 1
    response.writeHead(429, { 'x-rate-limit-reset': String(Math.floor(Date.now() / 1000) + 20) }).end('{}')
    return true
  })
  const before = contents(front)
  const report = await run(front, t.testdir(), { only: ['keys'] })
  t.match(report, { exitCode: 0, cleanedUp: { removed: 16 } })
  t.strictSame(contents(front), before)
})

t.test('without an API token, or on a server that is no Okta org, nothing is made', async (t) => {
  const front = await start(t)
  await t.rejects(run(front, t.testdir(), { config: { resolve: { [host]: '127.0.0.1' } } }), {
    name: 'UsageError',
    message: '--provision needs an API token: OKTA_CLIENT_TOKEN, or api_token in --config',
  })
  t.strictSame(front.seen, [])
  const foreign = await start(t, ({ url }, response) => {
    if (url !== '/.well-known/okta-organization') return false
    response.writeHead(404).end()
    return true
  })
  await t.rejects(run(foreign, t.testdir()), { name: 'UsageError', message: /^--provision is for Okta orgs: / })
  t.strictSame(
    foreign.seen.filter((request) => isWrite(request) && !isSignIn(request)),
    [],
  )
})

t.test('where the journal cannot be written nothing is made', async (t) => {
  const front = await start(t)
  const home = t.testdir({ '.config': 'a file where a folder should be' })
  await t.rejects(run(front, home), {
    name: 'UsageError',
    message: /^nothing is made on the org, since .* cannot be written/,
  })
  t.strictSame(front.seen.filter(isWrite), [])
})
