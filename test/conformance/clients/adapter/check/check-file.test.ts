import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { checkAdapterCommand } from '../../../../../src/conformance/cli/adapter.js'
import { checkAdapterOf } from '../../../../../src/conformance/clients/adapter/check/check-file.js'
import type { Request } from '../../../../../src/conformance/clients/adapter/protocol.js'
import { answering } from '../../../../fixtures/adapter.js'
import { root } from '../../../../fixtures/built.js'
import { thrownBy } from '../../../../fixtures/thrown-by.js'
import { createLibrary } from '../../../../mutants/clients/library.js'

/** A signal that nobody gives. */
const never = new AbortController().signal
const adapter = join(root, 'templates/adapter/node/adapter.mjs')

/** The command's exit code and what it wrote. */
const run = async (t: Test, subject: string) => {
  const out = t.capture(process.stdout, 'write', () => true)
  try {
    const code = await checkAdapterCommand({ command: 'adapter check', subject })
    return {
      code,
      out: out()
        .map(({ args }) => String(args[0]))
        .join(''),
    }
  } finally {
    out.restore()
  }
}

t.test('a command', async (t) => {
  t.strictSame(await run(t, `node "${adapter}"`), {
    code: 0,
    out: `openid-client
works        hello and configure
works        an ordinary login
works        two logins at once
works        an error of the org is rejected, and breaks nothing
works        userinfo
works        discover
works        a login at a second issuer
works        refresh
It can be tested.
`,
  })
})

t.test('a client file: the client is registered as it says, and its command starts beside it', async (t) => {
  const directory = t.testdir({
    'client.yaml': `client:
  kind: library
  command: ${JSON.stringify(answering('({ id: q.id, ok: q.op === "hello", ops: ["configure", "authorize", "callback"], error: [process.cwd(), q.clientId, q.clientSecret, q.auth, q.redirectUri, q.scopes, q.pkce].join() })'))}
  client_id: 0oamine
  client_secret: $MINE
  token_endpoint_auth_method: client_secret_post
  callback: http://localhost:3000/cb
  scopes: [openid]
  pkce: false
`,
  })
  const { tried } = await checkAdapterOf(
    join(directory, 'client.yaml'),
    {
      MINE: 'a secret of mine, long enough to be one',
    },
    never,
  )
  t.strictSame(tried, [
    {
      what: 'hello and configure',
      verdict: 'broken',
      detail: `the adapter takes no configuration: ${directory},0oamine,sha256:1e3ce5f7…(39),client_secret_post,http://localhost:3000/cb,openid,false`,
    },
  ])
})

t.test('broken: one line says how, and the exit code is 3', async (t) => {
  const { code, out } = await run(t, 'no-such-program-anywhere')
  t.equal(code, 3)
  t.match(
    out,
    /^The adapter\nbroken {7}hello and configure: the adapter ended with exit code 127 \(it complains: .*not found\)\n1 broken: it cannot be tested like this.\n$/,
  )
})

t.test('a file that is none, or of no library', async (t) => {
  const directory = t.testdir({ 'service.yaml': 'client:\n  kind: service\n  trigger: { command: npm run sync }\n' })
  const missing = join(directory, 'client.yaml')
  t.match(await thrownBy(checkAdapterOf(missing, {}, never)), {
    name: 'UsageError',
    message: `${missing}: no such file`,
  })
  const service = join(directory, 'service.yaml')
  t.match(await thrownBy(checkAdapterOf(service, {}, never)), {
    name: 'UsageError',
    message: `${service}:3: client.kind: adapter check is for a library, not for service`,
  })
})

t.test('an interrupted check ends at once, and with it the adapter', async (t) => {
  const interrupted = new AbortController()
  const checked = checkAdapterOf(answering('setTimeout(() => {}, 60000), undefined'), {}, interrupted.signal)
  interrupted.abort()
  t.strictSame((await checked).tried, [
    { what: 'hello and configure', verdict: 'broken', detail: 'the adapter was interrupted' },
  ])
})

t.test('an adapter by URL', async (t) => {
  const library = createLibrary(new Set())
  const server = createServer(async (request, response) => {
    const { id, ...message } = (await json(request)) as Request & { readonly id: number }
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id, ...(await library(message)) }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const directory = t.testdir({
    'client.yaml': `client: { kind: library, url: 'http://127.0.0.1:${port}', scopes: [openid, profile, offline_access], second_issuer: {} }`,
  })
  const { name, tried } = await checkAdapterOf(join(directory, 'client.yaml'), {}, never)
  t.equal(name, 'reference 1')
  t.strictSame(
    tried.filter(({ verdict }) => verdict !== 'works'),
    [],
  )
})
