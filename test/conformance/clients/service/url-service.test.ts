import t from 'tap'
import { createUrlService } from '../../../../src/conformance/clients/service/url-service.js'
import { Unreachable, type Wire } from '../../../../src/conformance/wire/wire.js'

const url = 'http://localhost:3000/sync'

const answering = (status: number | Error) => {
  const asked: string[] = []
  const wire = {
    send: async (request: { readonly method: string; readonly url: string }) => {
      asked.push(`${request.method} ${request.url}`)
      if (status instanceof Error) throw status
      return { status }
    },
    transcript: [],
  } as unknown as Wire
  return { asked, service: createUrlService({ name: 'sync', url, clientId: 'app', scopes: ['s'] }, wire) }
}

t.test('what the status says', async (t) => {
  for (const [status, outcome] of [
    [200, { kind: 'done' }],
    [204, { kind: 'done' }],
    [302, { kind: 'failed', reason: 'the app answers 302' }],
    [404, { kind: 'failed', reason: 'the app answers 404' }],
    [502, { kind: 'failed', reason: 'the app answers 502' }],
    [500, { kind: 'broken', what: 'the app answers 500' }],
    [new Unreachable('refused'), { kind: 'broken', what: 'the app does not answer: refused' }],
  ] as const) {
    t.strictSame(await (await answering(status).service.open()).work(), outcome, String(status))
  }
})

t.test('a mistake of the kit is none of the app', async (t) => {
  await t.rejects((await answering(new Error('rule broken')).service.open()).work(), { message: 'rule broken' })
})

t.test('several at the same time; it is always the same app', async (t) => {
  const { asked, service } = answering(200)
  t.match(service, { surface: 'service', memory: 'app', name: 'sync', clientId: 'app', scopes: ['s'] })
  t.equal((await (await service.open()).workAtOnce(3)).length, 3)
  t.strictSame(
    asked,
    Array.from({ length: 3 }, () => `GET ${url}`),
  )
  await service.close()
})
