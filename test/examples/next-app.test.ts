// The app itself runs with Next.js, which the tests do not install: that its file and its routes belong together is seen here.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readClientFile } from '../../src/conformance/clients/file/read-client-file.js'

const folder = join(import.meta.dirname, '../../examples/next-app')

t.test('each URL of its client file has a route', async (t) => {
  const { content } = readClientFile(join(folder, 'client.yaml'), {})
  t.match(content, { client: { kind: 'web' }, probe: { url: String } })
  const urls = JSON.stringify(content).match(/http:[^"]+/g) ?? []
  t.strictSame(
    urls.map((url) => new URL(url).pathname),
    ['/login', '/api/auth/callback/okta', '/logout', '/api/me'],
  )
  for (const path of ['login', 'api/auth/[...nextauth]', 'logout', 'api/me'])
    t.ok(existsSync(join(folder, 'app', path, 'route.ts')), path)
})

t.test('it is the Auth.js that the findings are about', async (t) => {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  t.strictSame(Object.keys(dependencies), ['next', 'next-auth', 'react', 'react-dom'])
  t.match(dependencies['next-auth'], /^5\./)
})
