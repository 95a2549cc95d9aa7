import { join } from 'node:path'
import t from 'tap'
import { readClientFile } from '../../../../src/conformance/clients/file/read-client-file.js'
import { clientYaml } from '../../../../src/conformance/clients/guess/client-yaml.js'

const client = {
  kind: 'web',
  client_id: '0oa1',
  client_secret: 'never-written-down',
  start: 'http://localhost:3000/login',
  callback: 'http://localhost:3000/cb',
} as const

t.test('a file to save: the same client when it is read again, and no secret in it', async (t) => {
  const text = clientYaml({ client }, 'http://localhost:3000/')
  t.equal(
    text,
    `client:
  kind: web
  client_id: 0oa1
  start: http://localhost:3000/login
  callback: http://localhost:3000/cb
  client_secret: $OKTA_CLIENT_SECRET
# Who is signed in was guessed from http://localhost:3000/. Better is a URL that tells:
# probe:
#   url: http://localhost:3000/api/me
#   signedIn: { status: 200, json: email }
#   signedOut: { status: 401 }
`,
  )
  const path = join(t.testdir({ 'client.yaml': text }), 'client.yaml')
  t.strictSame(readClientFile(path, { OKTA_CLIENT_SECRET: 'never-written-down' }).content, { client })
  const uncommented = text.replace(/^# (?=probe| {2})/gm, '')
  t.match(readClientFile(join(t.testdir({ 'client.yaml': uncommented }), 'client.yaml'), { OKTA_CLIENT_SECRET: 'x' }), {
    content: { probe: { url: 'http://localhost:3000/api/me', signedIn: { json: 'email' } } },
  })
})
