import t from 'tap'
import type { Channel } from '../../../../src/conformance/clients/adapter/channel.js'
import type { Reply, Request, ServiceConfiguration } from '../../../../src/conformance/clients/adapter/protocol.js'
import { createAdapterService } from '../../../../src/conformance/clients/service/adapter-service.js'
import { Blocked } from '../../../../src/conformance/outcome.js'

const configuration: ServiceConfiguration = {
  issuer: 'https://org.example.com',
  clientId: 'app',
  clientSecret: 'secret',
  scopes: ['okta.users.read'],
  auth: 'client_secret_basic',
  dpop: false,
  api: 'https://org.example.com/api/v1/users',
}

type Answers = Partial<Readonly<Record<Request['op'], Omit<Reply, 'id'> | 'dies'>>>

const usual: Answers = {
  hello: { ok: true, name: 'acme', version: '2', ops: ['configureService', 'callApi', 'clock'] },
  configureService: { ok: true },
  callApi: { ok: true, outcome: 'accepted' },
  clock: { ok: true },
}

const connecting = (answers: Answers = {}) => {
  const asked: string[] = []
  const connect = (): Channel => {
    let over = false
    return {
      ask: async (request) => {
        asked.push('session' in request ? `${request.op} ${request.session}` : request.op)
        const answer = { ...usual, ...answers }[request.op]
        if (answer !== 'dies') return { id: 0, ok: false, ...answer }
        over = true
        throw new Blocked('the adapter ended with exit code 1')
      },
      isOver: () => over,
      close: async () => {
        asked.push('closed')
      },
    }
  }
  return { asked, connect }
}

t.test('each instance is configured anew, and told the clock where it has one', async (t) => {
  const { asked, connect } = connecting()
  const service = await createAdapterService(connect, configuration)
  t.match(service, { surface: 'service', name: 'acme 2', memory: 'agent', clientId: 'app', clientSecret: 'secret' })
  const [first, second] = [await service.open(), await service.open()]
  t.strictSame(await first.work(), { kind: 'done' })
  t.strictSame(await second.workAtOnce(50), [{ kind: 'done' }])
  await service.setClock?.(60)
  await service.close()
  t.strictSame(asked, [
    'hello',
    'configureService s1',
    'configureService s2',
    'callApi s1',
    'callApi s2',
    'clock',
    'closed',
  ])
  const { connect: clockless } = connecting({ hello: { ok: true, ops: ['configureService', 'callApi'] } })
  t.equal((await createAdapterService(clockless, configuration)).setClock, undefined)
})

t.test('what an answer says', async (t) => {
  for (const [answer, outcome] of [
    [{ ok: true, outcome: 'rejected' }, { kind: 'failed' }],
    [
      { ok: true, outcome: 'rejected', error: { message: 'no' } },
      { kind: 'failed', reason: 'no' },
    ],
    [{ ok: true }, { kind: 'broken', what: 'the adapter answers without an "outcome"' }],
    [
      { ok: false, error: 'oops' },
      { kind: 'broken', what: 'the adapter broke: oops' },
    ],
    ['dies', { kind: 'broken', what: 'the adapter ended with exit code 1' }],
  ] as const) {
    const service = await createAdapterService(connecting({ callApi: answer }).connect, configuration)
    t.strictSame(await (await service.open()).work(), outcome)
  }
})

t.test('after one that died there is another conversation, with the same clock', async (t) => {
  const { asked, connect } = connecting({ callApi: 'dies' })
  const service = await createAdapterService(connect, configuration)
  await service.setClock?.(60)
  await (await service.open()).work()
  await service.open()
  t.strictSame(asked.slice(-5), ['callApi s1', 'closed', 'hello', 'clock', 'configureService s2'])
})

t.test('an adapter that speaks otherwise is blocked, with what is wrong', async (t) => {
  for (const [answers, message] of [
    [{ hello: { ok: false, error: 'no' } }, 'the adapter refuses the protocol: no'],
    [{ hello: { ok: true, ops: ['configure'] } }, /does not offer "configureService", "callApi"/],
  ] as const) {
    await t.rejects(createAdapterService(connecting(answers).connect, configuration), { name: 'Blocked', message })
  }
  const service = await createAdapterService(connecting({ configureService: { ok: false } }).connect, configuration)
  await t.rejects(service.open(), { message: 'the adapter takes no configuration: no reason given' })
})
