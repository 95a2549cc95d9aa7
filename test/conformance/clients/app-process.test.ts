import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { startApp } from '../../../src/conformance/clients/app-process.js'
import { freePort } from '../../fixtures/free-port.js'

t.setTimeout(60_000)

const directory = t.testdir()

/** A command that runs the script. */
const node = (script: string): string => {
  const file = join(directory, `${randomUUID()}.cjs`)
  writeFileSync(file, script)
  return `${process.execPath} ${file}`
}

const start = (command: string, port: number, change: Partial<Parameters<typeof startApp>[0]> = {}) =>
  startApp({
    command,
    env: { PORT: String(port), OKTA_ISSUER: 'https://org.test' },
    url: `http://127.0.0.1:${port}/login`,
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    ...change,
  })

const server = `require('http').createServer((q, r) => {
  if (q.url === '/die') { console.error('Error: out of memory'); process.exit(9) }
  r.statusCode = 404; r.end(process.env.OKTA_ISSUER)
}).listen(process.env.PORT, '127.0.0.1')`

const isUp = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  )

t.test('it runs with what it has to know, and ends with the run: the process that the shell started too', async (t) => {
  const port = await freePort()
  const app = await start(`sh -c '${node(server)} & wait'`, port)
  t.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'https://org.test')
  await app.close()
  t.equal(await isUp(port), false)
  t.equal(app.died.aborted, false, 'it was ended, it did not die')
})

const failing = async (t: Test, promise: Promise<unknown>, message: RegExp): Promise<void> => {
  await t.rejects(promise, { name: 'Blocked', message })
}

t.test('one that dies at its start says why in its own words', async (t) => {
  const port = await freePort()
  const dies = node(`console.error('Error: OKTA_CLIENT_ID is not set'); process.exit(3)`)
  await failing(
    t,
    start(dies, port),
    /^the app \(.*\) ended with exit code 3; it said:\nError: OKTA_CLIENT_ID is not set$/s,
  )
})

t.test('what it complains of is kept: the last lines, each once, without colours', async (t) => {
  const port = await freePort()
  const complains = `require('http').createServer((q, r) => {
    for (const n of [1, 2, 3, 4, 5, 6, 6]) console.error('\\x1b[31m' + n + ': no secret\\x1b[0m\\n    at somewhere')
    r.end()
  }).listen(process.env.PORT, '127.0.0.1')`
  const app = await start(node(complains), port)
  t.teardown(() => app.close())
  await fetch(`http://127.0.0.1:${port}/`)
  await app.close()
  t.equal(app.said(), '2: no secret\n3: no secret\n4: no secret\n5: no secret\n6: no secret')
})

t.test('one that does not answer in time is ended', async (t) => {
  const port = await freePort()
  const mute = node(`console.error('compiling'); setInterval(() => {}, 1000)`)
  await failing(
    t,
    start(mute, port, { timeoutMs: 5000 }),
    new RegExp(`does not answer at http://127.0.0.1:${port} within 5 s; it said:\\ncompiling$`, 's'),
  )
})

t.test('an older one that answers there already is not taken for it', async (t) => {
  const older = createServer((_request, response) => response.end()).listen(0, '127.0.0.1')
  await once(older, 'listening')
  t.teardown(() => older.close())
  const { port } = older.address() as AddressInfo
  await failing(
    t,
    start('true', port),
    /^something answers at .* before the app is started: end it, or leave --exec out$/,
  )
})

t.test('one that dies later is noticed', async (t) => {
  const port = await freePort()
  const app = await start(node(server), port)
  t.teardown(() => app.close())
  await fetch(`http://127.0.0.1:${port}/die`).catch(() => undefined)
  if (!app.died.aborted) await once(app.died, 'abort')
  t.match(String(app.died.reason), /ended with exit code 9; it said:\nError: out of memory$/s)
})

t.test('Ctrl-C while it starts', async (t) => {
  const port = await freePort()
  const interrupted = new AbortController()
  const starting = start(node('setInterval(() => {}, 1000)'), port, { signal: interrupted.signal })
  setImmediate(() => interrupted.abort())
  await failing(t, starting, /^interrupted$/)
})
