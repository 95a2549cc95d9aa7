import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { createApp } from '../../../src/server/app.js'
import type { Answer } from '../../../src/server/exchange.js'
import { createOrgSurface } from '../../../src/server/http/org-surface.js'
import { silentLog } from '../../../src/server/log.js'
import { createTestDeps, url } from '../../fixtures/deps.js'

const appFor = (answer: Answer) =>
  createApp({
    surface: { ...createOrgSurface(url), routes: [{ methods: ['GET'], path: '/', endpoint: () => answer }] },
    deps: createTestDeps(),
    log: silentLog,
  })

t.test('a list of values is sent as one header each', async (t) => {
  const app = await appFor({ status: 200, headers: { link: ['<a>; rel="self"', '<b>; rel="next"'] }, json: [] })
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  const { port } = app.server.address() as AddressInfo
  const rawHeaders = await new Promise<readonly string[]>((resolve, reject) => {
    request({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume()
      resolve(response.rawHeaders)
    })
      .on('error', reject)
      .end()
  })
  const links = rawHeaders.filter((_, index) => rawHeaders[index - 1] === 'link')
  t.strictSame(links, ['<a>; rel="self"', '<b>; rel="next"'])
})

t.test('each kind of answer has its content type', async (t) => {
  const cases: readonly (readonly [Answer, string | undefined, string])[] = [
    [{ status: 200, json: { a: 'ä' } }, 'application/json', '{"a":"ä"}'],
    [{ status: 200, jsonText: '{}' }, 'application/json', '{}'],
    [{ status: 200, html: '<p>' }, 'text/html; charset=utf-8', '<p>'],
    [{ status: 302, redirect: 'http://x/' }, undefined, ''],
    [{ status: 204, empty: true }, undefined, ''],
  ]
  for (const [answer, type, body] of cases) {
    const app = await appFor(answer)
    const response = await app.inject('/')
    t.strictSame([response.statusCode, response.headers['content-type'], response.body], [answer.status, type, body])
  }
})
