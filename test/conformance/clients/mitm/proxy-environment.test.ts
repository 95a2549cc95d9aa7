import { existsSync } from 'node:fs'
import t from 'tap'
import { proxyEnvironment } from '../../../../src/conformance/clients/mitm/proxy-environment.js'

const parts = {
  proxyUrl: 'http://127.0.0.1:4',
  caFile: '/tmp/ca.pem',
  bundleFile: '/tmp/bundle.pem',
  hostname: 'acme.okta.com',
  hosts: ['localhost:3000', 'app.test'],
  nodeOptions: undefined,
}

t.test('the names that languages and tools read', async (t) => {
  const { NODE_OPTIONS: options = '', ...rest } = proxyEnvironment(parts)
  t.strictSame(rest, {
    HTTPS_PROXY: parts.proxyUrl,
    https_proxy: parts.proxyUrl,
    http_proxy: parts.proxyUrl,
    NO_PROXY: 'localhost,127.0.0.1,::1,localhost:3000,app.test',
    no_proxy: 'localhost,127.0.0.1,::1,localhost:3000,app.test',
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: '/tmp/ca.pem',
    SSL_CERT_FILE: '/tmp/bundle.pem',
    REQUESTS_CA_BUNDLE: '/tmp/bundle.pem',
    CURL_CA_BUNDLE: '/tmp/bundle.pem',
  })
  const [, file = ''] = /^--require="(.*)"$/.exec(options) ?? []
  t.ok(existsSync(file), options)
})

t.test('what Node is told already stays', async (t) => {
  const { NODE_OPTIONS: options } = proxyEnvironment({ ...parts, nodeOptions: '--max-old-space-size=4096' })
  t.match(options, /^--max-old-space-size=4096 --require=/)
})

t.test('an org on this machine is asked through the proxy all the same', async (t) => {
  t.match(proxyEnvironment({ ...parts, hostname: 'localhost' }), { NO_PROXY: 'localhost:3000,app.test' })
})
