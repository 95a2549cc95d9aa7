// The app itself runs with Vite, which the tests do not install: that its file and its page belong together is seen here.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readClientFile } from '../../src/conformance/clients/file/read-client-file.js'

const folder = join(import.meta.dirname, '../../examples/spa-app')
const read = (file: string): string => readFileSync(join(folder, file), 'utf8')

t.test('the page is built with what its client file says, and shows what the probe looks for', async (t) => {
  const { content } = readClientFile(join(folder, 'client.yaml'), {})
  t.match(content, {
    client: { kind: 'spa', issuer: 'http://localhost:6582', client_id: '0oamysinglepageapp00' },
    probe: { selector: '#user', signedOut: '#sign-in' },
  })
  const script = read('main.js')
  for (const used of [
    "'http://localhost:6582'",
    "'0oamysinglepageapp00'",
    "'/login'",
    '/login/callback',
    "'user'",
    "'sign-in'",
  ])
    t.ok(script.includes(used), used)
  t.match(JSON.parse(read('package.json')).scripts, { start: /--port 5173/ })
})
