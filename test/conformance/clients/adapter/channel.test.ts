import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { openChannel, type Place } from '../../../../src/conformance/clients/adapter/channel.js'
import { answering, scripted } from '../../../fixtures/adapter.js'
import { thrownBy } from '../../../fixtures/thrown-by.js'

const hello = { op: 'hello', protocol: 1 } as const
const authorize = { op: 'authorize', session: 's1' } as const

const open = (t: Test, place: Place, answerMs = 30_000) => {
  const channel = openChannel(place, { answerMs, firstAnswerMs: 30_000 })
  t.teardown(() => channel.close())
  return channel
}

/** The complaint about the second request; the first is answered as it should be. */
const complaintAbout = async (t: Test, command: string, answerMs?: number) => {
  const channel = open(t, { command }, answerMs)
  await channel.ask(hello)
  const first = String(await thrownBy(channel.ask(authorize)))
  t.ok(channel.isOver())
  t.equal(String(await thrownBy(channel.ask(authorize))), first, 'and from then on nothing else is said')
  return first
}

t.test('stdio: a request, its answer, one after the other', async (t) => {
  const channel = open(t, { command: answering('({ id: q.id, ok: true, url: q.op + q.id, more: 1 })') })
  const answers = await Promise.all([channel.ask(hello), channel.ask(authorize)])
  t.strictSame(answers, [
    { id: 1, ok: true, url: 'hello1', more: 1 },
    { id: 2, ok: true, url: 'authorize2', more: 1 },
  ])
  t.equal(channel.isOver(), false)
  await channel.close()
  t.match(await thrownBy(channel.ask(hello)), { name: 'Blocked', message: 'the adapter was closed' })
})

t.test('stdio: each way to be broken has its own diagnosis', async (t) => {
  const first = 'q.id === 1 ? { id: 1, ok: true } : '
  for (const [title, answer, complaint] of [
    ['garbage', '"Listening on 9000"', 'the adapter said something that is no JSON: Listening on 9000'],
    ['no object', '"[]"', 'the adapter said something that is no answer: it must be object: []'],
    [
      'no ok',
      '({ id: 2 })',
      `the adapter said something that is no answer: it must have required property 'ok': {"id":2}`,
    ],
    [
      'a member of another type',
      '({ id: 2, ok: true, sub: 7 })',
      'the adapter said something that is no answer: "sub" must be string: {"id":2,"ok":true,"sub":7}',
    ],
    ['a wrong id', '({ id: 9, ok: true })', 'the adapter answered 9 where 2 ("authorize") was asked'],
    [
      'an answer that comes too late',
      '({ id: 1, ok: true })',
      'the adapter answered 1 where 2 ("authorize") was asked',
    ],
    ['death', 'process.exit(3)', 'the adapter ended with exit code 3'],
    [
      'a crash',
      '(() => { throw new Error("no such thing") })()',
      'the adapter ended with exit code 1 (it complains: Error: no such thing)',
    ],
    [
      'a signal',
      'process.kill(process.pid, "SIGKILL")',
      /^the adapter (was ended by SIGKILL|ended with exit code 137)/,
    ],
  ] as const) {
    const said = await complaintAbout(t, answering(`${first}${answer}`))
    if (typeof complaint === 'string') t.equal(said, `Blocked: ${complaint}`, title)
    else t.match(said.replace('Blocked: ', ''), complaint, title)
  }
})

t.test('stdio: silence ends when the patience does', async (t) => {
  const silent = answering('q.id === 1 ? { id: 1, ok: true } : console.error("still thinking")')
  t.match(await complaintAbout(t, silent, 300), /^Blocked: the adapter gave no answer to "authorize" within 0.3 s/)
})

t.test('stdio: a line that nobody asked for', async (t) => {
  const channel = open(t, {
    command: answering(`JSON.stringify({ id: q.id, ok: true }) + "\\nanother"`),
  })
  await channel.ask(hello)
  t.match(await thrownBy(channel.ask(authorize)), {
    message: /^the adapter (said something that nobody asked for: another|said something that is no JSON: another)$/,
  })
})

t.test('stdio: a command that is not there', async (t) => {
  const channel = open(t, { command: 'no-such-command-anywhere' })
  t.match(await thrownBy(channel.ask(hello)), {
    name: 'Blocked',
    message: /^the adapter ended with exit code 127 \(it complains: .*no-such-command-anywhere.*not found\)$/,
  })
  await channel.close()
})

t.test('stdio: of standard error the line that tells most', async (t) => {
  for (const [title, stderr, shown] of [
    ['Python', 'Traceback (most recent call last):\n  File "a.py"\nKeyError: op\n', 'KeyError: op'],
    [
      'Java',
      'Exception in thread "main" java.lang.Error: op\n\tat A.main(A.java)\n',
      'Exception in thread "main" java.lang.Error: op',
    ],
    ['Go', 'panic: op\n\ngoroutine 1 [running]:\nmain.main()\n', 'panic: op'],
    ['words', 'one\ntwo\n\n', 'two'],
  ] as const) {
    const channel = open(t, {
      command: scripted(`process.stderr.write(${JSON.stringify(stderr)}); process.exitCode = 1`),
    })
    t.match(
      await thrownBy(channel.ask(hello)),
      { message: `the adapter ended with exit code 1 (it complains: ${shown})` },
      title,
    )
  }
})

t.test('stdio: an adapter that does not want to end is ended', async (t) => {
  const stubborn = 'process.on("SIGTERM", () => {}), setInterval(() => {}, 1000)'
  const channel = open(t, { command: answering(`(${stubborn}, { id: q.id, ok: true })`) })
  await channel.ask(hello)
  await channel.close()
  t.ok(channel.isOver())
})

t.test('stdio: it starts where it is told to, with what it is told', async (t) => {
  const channel = open(t, {
    command: answering('({ id: q.id, ok: true, name: process.cwd(), version: process.env.GIVEN })'),
    directory: '/',
    env: { GIVEN: 'yes' },
  })
  t.match(await channel.ask(hello), { name: '/', version: 'yes' })
})

const serve = async (t: Test, respond: (path: string, body: { id: number }) => { status?: number; body: string }) => {
  const server = createServer(async (request, response) => {
    const { status = 200, body } = respond(request.url ?? '', (await json(request)) as { id: number })
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

t.test('HTTP: the same messages, at a path for each operation', async (t) => {
  const url = await serve(t, (path, body) => ({
    body: JSON.stringify({ id: body.id, ok: true, url: path, name: JSON.stringify(body) }),
  }))
  const channel = open(t, { url: `${url}/base/` })
  t.strictSame(await channel.ask(hello), {
    id: 1,
    ok: true,
    url: '/base/hello',
    name: '{"id":1,"op":"hello","protocol":1}',
  })
  t.match(await channel.ask(authorize), { id: 2, url: '/base/authorize' })
})

t.test('HTTP: each way to be broken has its own diagnosis', async (t) => {
  for (const [title, respond, complaint] of [
    ['another status', { status: 404, body: '{}' }, /^the adapter answered 404 to POST http:\S+\/hello$/],
    ['garbage', { body: '<html>' }, /^the adapter said something that is no JSON: <html>$/],
    ['a wrong id', { body: '{"id":2,"ok":true}' }, /^the adapter answered 2 where 1 \("hello"\) was asked$/],
  ] as const) {
    const channel = open(t, { url: await serve(t, () => respond) })
    t.match(await thrownBy(channel.ask(hello)), { name: 'Blocked', message: complaint }, title)
  }
  const nobody = open(t, { url: 'http://127.0.0.1:1' })
  t.match(await thrownBy(nobody.ask(hello)), {
    message: /^the adapter cannot be reached at http:\/\/127.0.0.1:1\/hello: /,
  })
})

t.test('HTTP: silence ends when the patience does', async (t) => {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.closeAllConnections())
  t.teardown(() => server.close())
  const channel = openChannel(
    { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    { answerMs: 200, firstAnswerMs: 200 },
  )
  t.teardown(() => channel.close())
  t.match(await thrownBy(channel.ask(hello)), { message: 'the adapter gave no answer to "hello" within 0.2 s' })
})
