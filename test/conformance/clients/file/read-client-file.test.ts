import { join } from 'node:path'
import { Ajv } from 'ajv'
import t from 'tap'
import {
  checkClientContent,
  clientAt,
  readClientFile,
} from '../../../../src/conformance/clients/file/read-client-file.js'
import { schemaTexts } from '../../../../src/conformance/write-schema.js'

const web = `client:
  kind: web
  client_secret: $MY_SECRET
  start: http://localhost:3000/login
  callback: http://localhost:3000/authorization-code/callback
probe:
  url: http://localhost:3000/api/me
  signedIn: { status: 200, json: email }
  signedOut: { status: [401, 302] }
`

t.test('YAML and JSON; $NAME is the environment; the line is that of the callback', async (t) => {
  const json = '{ "client": { "kind": "library",\n "command": "node adapter.mjs" } }'
  const directory = t.testdir({ 'web.yaml': web, 'library.json': json })
  const read = readClientFile(join(directory, 'web.yaml'), { MY_SECRET: 's' })
  t.match(read, {
    line: 5,
    content: { client: { kind: 'web', client_secret: 's' }, probe: { signedIn: { json: 'email' } } },
  })
  t.strictSame(readClientFile(join(directory, 'library.json'), {}), {
    path: join(directory, 'library.json'),
    content: { client: { kind: 'library', command: 'node adapter.mjs' } },
    line: 2,
  })
})

t.test('a web app by its address: what it says beside that, and nothing of where logins start', async (t) => {
  const url = 'http://localhost:3000'
  const byAddress = { client: { kind: 'web', url, scopes: ['openid'] } }
  t.strictSame(checkClientContent(byAddress, {}), {
    path: 'client',
    content: { client: { kind: 'web', scopes: ['openid'], start: url, callback: url } },
    line: 1,
    byAddress,
  })
  t.match(clientAt(url, {}), { path: url, line: 1, byAddress: { client: { url } } })
  t.throws(() => checkClientContent({ client: { ...byAddress.client, start: `${url}/login` } }, {}), {
    message: 'client:1: client.start: unknown key',
  })
  t.throws(() => clientAt('http:///', {}), { message: /^http:\/\/\/:1: client\.url: must match pattern/ })
})

t.test('every complaint names file, line and key', async (t) => {
  const kind = (rest: string): string => `client:\n  kind: ${rest}\n`
  const table: readonly (readonly [text: string, complaint: string])[] = [
    ['', '1: the key "client" is missing'],
    ['probe: {}', '1: the key "client" is missing'],
    ['client: { kind: [', '1: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    [kind('cli'), '2: client.kind: must be one of web, spa, library, service'],
    [kind('library'), '2: client.command: a library needs either a command that starts its adapter, or its url'],
    [
      kind('library\n  command: a\n  url: http://a'),
      '3: client.command: a library needs either a command that starts its adapter, or its url',
    ],
    [kind('library\n  command: a\n  comand: b'), '4: client.comand: unknown key'],
    [kind('library\n  command: a\n  pkce: maybe'), '4: client.pkce: must be boolean'],
    [
      kind('library\n  command: a\n  token_endpoint_auth_method: basic'),
      '4: client.token_endpoint_auth_method: must be equal to constant',
    ],
    [kind('service'), '2: client.trigger: is missing'],
    [web.replace('  start: http://localhost:3000/login\n', ''), '2: client.start: is missing'],
    [
      web.replace('http://localhost:3000/login', 'localhost:3000/login'),
      '4: client.start: must match pattern "^https?://[^/]+"',
    ],
    [web.replace('$MY_SECRET', '$YOUR_SECRET'), '3: client.client_secret: $YOUR_SECRET is not set in the environment'],
    [web.replace(', json: email', ''), '8: probe.signedIn: needs json or text: the probe must show who is signed in'],
    [web.replace('json: email', "text: 'Hello ('"), '8: probe.signedIn.text: is no regular expression'],
    [
      web.replace('json: email', "text: 'Hello .*'"),
      '8: probe.signedIn.text: needs a group, which names the person: "Hello, (.*)!"',
    ],
  ]
  for (const [text, complaint] of table) {
    const path = join(t.testdir({ 'c.yaml': text }), 'c.yaml')
    t.throws(
      () => readClientFile(path, { MY_SECRET: 's' }),
      { name: 'UsageError', message: `${path}:${complaint}` },
      complaint,
    )
  }
  t.throws(() => readClientFile('none.yaml', {}), { name: 'UsageError', message: 'none.yaml: no such file' })
  t.throws(() => checkClientContent({ client: { kind: 'service' } }, {}), {
    message: 'client:1: client.trigger: is missing',
  })
})

t.test('the schema that ships takes what the reader takes', async (t) => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(schemaTexts['conformance-client.schema.json'] ?? '') as object,
  )
  t.ok(validate({ client: { kind: 'service', trigger: { command: 'npm run sync' } } }))
  t.ok(validate({ client: { kind: 'spa', start: 'http://a', callback: 'http://a/cb' }, probe: { selector: '#user' } }))
  t.notOk(validate({ client: { kind: 'web' } }))
})
