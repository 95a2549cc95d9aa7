// CL-RT-02 and -03 for service apps: a token that is replaced, and one that cannot be.
import { describeOutcome } from '../../clients/service/service-driver.js'
import { granted, isDone, shownToken } from '../../clients/service/traffic.js'
import { rfc } from '../../sources.js'
import type { ServiceCheck } from '../client-check.js'
import { serviceCheck } from './service-check.js'
import { expectNoStorm } from './under-fault.js'

/** Calls at the same time. */
const crowd = 10

const onceForAll: ServiceCheck = serviceCheck({
  id: 'CL-RT-02',
  title: 'a token that the API refuses is replaced once for all calls that need it, and the new one is kept',
  topic: 'refresh',
  severity: 'medium',
  sources: [rfc(9700, '4.14.2')],
  cwe: 362,
  why: 'Each of the calls under way asks for a token of its own, and they throw away each other’s.',
  run: async (context) => {
    const { expect } = context
    if (context.memory === 'trigger') context.notApplicable('each trigger starts the app anew: it keeps no token')
    const app = await context.warmApp()
    await context.revokeTokens()
    const many = await app.workAtOnce(crowd)
    const bad = many.outcomes.find(({ kind }) => kind !== 'done')
    if (bad) context.blocked(`a call with a revoked token ends with: ${describeOutcome(bad)}`)
    expect.equal(granted(many).length, 1, `tokens that were issued for ${crowd} calls at once`)
    expect.equal(granted(await app.work()).length, 0, 'tokens that were issued for the next call')
  },
})

const noWayBack: ServiceCheck = serviceCheck({
  id: 'CL-RT-03',
  title:
    'a renewal that is refused ends in an error, the old token is not used any more, and nobody asks over and over',
  topic: 'refresh',
  severity: 'medium',
  sources: [rfc(6749, '5.2')],
  cwe: 834,
  why: 'An app whose key was withdrawn hammers the token endpoint until somebody stops it.',
  run: async (context) => {
    const { expect } = context
    if (context.memory === 'trigger') context.notApplicable('each trigger starts the app anew: it renews no token')
    const app = await context.warmApp()
    const old = new Set(app.past().apiCalls.map((call) => shownToken(call)?.token))
    await context.revokeTokens()
    await context.arm(['token-invalid-client'])
    const first = await app.work()
    if ((await context.fired()) === 0) context.blocked('the app did not ask for another token')
    const second = await app.work()
    await context.disarm()
    for (const traffic of [first, second]) {
      expect.that(!isDone(traffic), 'what the app says', { expected: 'that it failed', got: 'done' })
      expectNoStorm(context, traffic, 'calls of the token endpoint')
    }
    const used = second.apiCalls.filter((call) => old.has(shownToken(call)?.token))
    expect.equal(used.length, 0, 'calls of the API with the token that it refused before')
  },
})

export const renewalChecks: readonly ServiceCheck[] = [onceForAll, noWayBack]
