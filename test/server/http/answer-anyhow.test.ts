import t from 'tap'
import { refuse } from '../../../src/server/api/catalogue.js'
import type { Endpoint } from '../../../src/server/exchange.js'
import { answerAnyhow } from '../../../src/server/http/answer-anyhow.js'
import { silentLog } from '../../../src/server/log.js'
import { ask } from '../../fixtures/ask.js'
import { createTestDeps } from '../../fixtures/deps.js'

const broken = () => () => ({ status: 500, json: 'broken' })
const refusing = (): Endpoint => () => refuse('internal', { reason: 'a defect' })

t.test('answers, now or later, are passed on', async (t) => {
  const answer = { status: 204, empty: true } as const
  const get = (endpoint: Endpoint) => answerAnyhow(endpoint, broken, ask({}), createTestDeps(), silentLog)
  t.equal(await get(() => answer), answer)
  t.equal(await get(async () => answer), answer)
})

t.test('a refusal answers for itself and is traced', async (t) => {
  const asked = ask({})
  const endpoint = () => refuse('pathUnknown', { reason: 'nothing here' })
  const { status } = await answerAnyhow(endpoint, broken, asked, createTestDeps(), silentLog)
  t.equal(status, 404)
  t.match(asked.trace.refusal, { rule: 'pathUnknown', source: 'S-305', reason: 'nothing here' })
})

t.test('anything else is logged whole, and answered as the listener says', async (t) => {
  const seen: unknown[] = []
  const log = { ...silentLog, error: (fields: object, message: string) => seen.push(fields, message) }
  const endpoint = () => {
    throw new TypeError('boom')
  }
  const asked = ask({ path: '/x' })
  t.strictSame(await answerAnyhow(endpoint, broken, asked, createTestDeps(), log), { status: 500, json: 'broken' })
  t.match(seen, [{ err: { message: 'boom' } }, 'GET /x failed: this is a defect of mockta'])
  const refused = await answerAnyhow(endpoint, refusing, asked, createTestDeps(), silentLog)
  t.match(refused, { status: 500, json: { errorCode: 'E0000009' } })
  t.equal(asked.trace.refusal, undefined, 'a defect is no refusal')
})
