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

t.test('an answer without content may not be framed, where others may not be sniffed', async (t) => {
  const headersOf = async (answer: Answer) => (await (await appFor(answer)).inject('/')).headers
  const empty = await headersOf({ status: 204, empty: true })
  t.match(empty, { 'x-frame-options': 'SAMEORIGIN', 'x-content-type-options': undefined, 'content-length': undefined })
  const revoked = await headersOf({ status: 200, empty: true })
  t.match(revoked, { 'x-frame-options': undefined, 'x-content-type-options': 'nosniff', 'content-length': '0' })
})

t.test('Date is the org’s time', async (t) => {
  const { headers } = await (await appFor({ status: 200, json: {} })).inject('/')
  t.equal(headers.date, 'Thu, 01 Jan 2026 00:00:00 GMT')
})

t.test('a header that cannot be written is a defect, not a broken connection', async (t) => {
  const app = await appFor({ status: 200, headers: { location: 'a\nb' }, json: {} })
  const response = await app.inject('/')
  t.equal(response.statusCode, 500)
  t.match(response.json(), { errorCode: 'E0000009' })
})
