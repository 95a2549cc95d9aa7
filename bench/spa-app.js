// node bench/spa-app.js reference|okta-auth-js PORT: a single-page app of the tests, at the org that the environment names.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const [name, port] = process.argv.slice(2)
const root = join(import.meta.dirname, '..')

const bundle = () => {
  const { resolve } = createRequire(import.meta.url)
  return readFileSync(join(dirname(resolve('@okta/okta-auth-js/package.json')), 'dist/okta-auth-js.min.js'))
}

const scripts = {
  reference: () => ({ '/client.js': '', '/app.js': readFileSync(join(root, 'test/mutants/spa/app.js')) }),
  'okta-auth-js': () => ({
    '/client.js': bundle(),
    '/app.js': readFileSync(join(root, 'test/fixtures/apps/spa/auth-js.js')),
  }),
}[name]()

const settings = {
  issuer: process.env.OKTA_ISSUER,
  clientId: process.env.OKTA_CLIENT_ID,
  scopes: ['openid', 'profile', 'email'],
  responseType: 'code',
  flaws: [],
}

const page = `<!doctype html>
<meta charset="utf-8">
<title>A single-page app</title>
<link rel="icon" href="data:,">
<main></main>
<script>globalThis.settings = ${JSON.stringify(settings)}</script>
<script src="/client.js"></script>
<script src="/app.js"></script>
`

createServer(({ url }, response) => {
  const script = scripts[url]
  response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript').end(script ?? page)
}).listen(Number(port), 'localhost')
