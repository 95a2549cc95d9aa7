import t from 'tap'
import { createRecorder } from '../../../src/conformance/clients/recorder.js'
import { freely } from '../../../src/conformance/wire/policy.js'

const issuer = 'https://org.test'

const start = () =>
  createRecorder({
    issuer,
    transport: { send: async () => ({ status: 200, headers: [], text: '' }), close: async () => {} },
    policy: freely(['org.test', 'app.test']),
    rules: [],
    secrets: ['the-secret-of-the-client'],
    signal: new AbortController().signal,
    clock: () => 0,
  })

const seen = (id: number, method: string, path: string, parameters: Readonly<Record<string, string>> = {}) => ({
  id,
  method,
  path,
  status: 200,
  time: 0,
  inUrl: [],
  headers: {},
  issued: [],
  parameters,
})

t.test('who asked whom, in order: the client’s own requests stand where it was busy', async (t) => {
  const { wire, take } = start()
  for (const url of [
    'https://app.test/login',
    `${issuer}/authorize?nonce=n`,
    'https://app.test/cb?code=c',
    'https://app.test/me',
  ]) {
    await wire.send({ method: 'GET', url })
  }
  const trace = take([
    seen(1, 'GET', '/.well-known/openid-configuration'),
    seen(2, 'GET', '/authorize'),
    seen(3, 'POST', '/token', { client_secret: 'the-secret-of-the-client', grant_type: 'authorization_code' }),
  ])
  t.strictSame(
    trace.map(
      ({ number, between = [], request }) =>
        `${number} ${between.join(' > ')} ${request.method} ${new URL(request.url).pathname}`,
    ),
    [
      '1 browser > client GET /login',
      '2 client > org GET /.well-known/openid-configuration',
      '3 browser > org GET /authorize',
      '4 browser > client GET /cb',
      '5 client > org POST /token',
      '6 browser > client GET /me',
    ],
  )
  t.match(trace[4]?.request.body, /^client_secret=sha256:\w+…\(24\)&grant_type=authorization_code$/)
  t.strictSame(take([]), [], 'each check has its own')
})

t.test('an adapter’s messages are kept as requests, without secrets', async (t) => {
  const { message, take, redact } = start()
  message('callback', { url: 'http://localhost:9/cb?code=abcdef&state=s' }, { id: 1, ok: true, sub: 'x' }, 3.4)
  message('callback', { clientSecret: 'the-secret-of-the-client' }, undefined, 0)
  const [answered, silent] = take([])
  t.match(answered, {
    between: ['browser', 'client'],
    durationMs: 3,
    request: { method: 'POST', url: 'adapter:/callback' },
  })
  t.notMatch(answered?.request.body, 'abcdef')
  t.notMatch(silent?.request.body, 'the-secret')
  t.match(silent, { failure: 'no answer' })
  t.notMatch(redact('it said the-secret-of-the-client'), 'the-secret')
})

t.test('what goes through the kit stands where it was asked, as the client was given it, and counts', async (t) => {
  const answers = ['{"access_token":"a-token-of-the-org"}', '']
  const rules: string[] = []
  const recorder = createRecorder({
    issuer,
    transport: {
      send: async ({ url }) => {
        if (url.startsWith('https://app.test')) await recorder.relay({ method: 'POST', url: `${issuer}/token` }, give)
        return { status: 200, headers: [], text: url.endsWith('/token') ? (answers[0] ?? '') : '' }
      },
      close: async () => {},
    },
    policy: freely(['org.test', 'app.test']),
    rules: [],
    relayRules: [{ before: ({ url }) => void rules.push(url) }],
    secrets: [],
    signal: new AbortController().signal,
    clock: () => 0,
  })
  const give = async (answer: { status: number; headers: readonly (readonly [string, string])[]; text: string }) => ({
    answer: { ...answer, text: answer.text.replace('a-token', 'my-token') },
    notes: ['fault x: something'],
  })
  await recorder.wire.send({ method: 'GET', url: 'https://app.test/cb' })
  recorder.fault('x', 'proxy')
  t.strictSame(rules, [`${issuer}/token`])
  t.equal(recorder.count(), 2)
  t.notMatch(recorder.redact('my-token-of-the-org'), 'my-token', 'what it was given is a secret from then on')
  const trace = recorder.take([])
  t.strictSame(
    trace.map(
      ({ number, between = [], request: { method, url } }) => `${number} ${between.join(' > ')} ${method} ${url}`,
    ),
    [
      '1 browser > client GET https://app.test/cb',
      '2 client > org POST https://org.test/token',
      '3 browser > org POST proxy:/faults/x',
    ],
  )
  t.match(trace[1]?.response?.body, /^fault x: something\n\{"access_token":"sha256:\w+…\(19\)"\}$/)
})
