// CL-SVC-02 to -04: how a service app lives with its token, and with an API that says no.

import { decodeJwt } from 'jose'
import type { ServiceContext, WatchedApp } from '../../clients/service/service-context.js'
import { describeOutcome } from '../../clients/service/service-driver.js'
import {
  granted,
  isBroken,
  isDone,
  issuedToken,
  mostRepeated,
  shownToken,
  type Traffic,
} from '../../clients/service/traffic.js'
import { document, okta, rfc } from '../../sources.js'
import type { ServiceCheck } from '../client-check.js'
import { serviceCheck } from './service-check.js'

const saidIn = ({ outcomes }: Traffic): string => outcomes.map(describeOutcome).join(', ')

const expectDone = ({ expect }: ServiceContext, traffic: Traffic, what: string): void => {
  expect.that(isDone(traffic), what, { expected: 'done', got: saidIn(traffic) })
}

/** Calls at the same time. */
const crowd = 50

const requireMemory = ({ memory, notApplicable }: ServiceContext): void => {
  if (memory === 'trigger') notApplicable('each trigger starts the app anew: there is nothing to remember a token')
}

/** Seconds from now until the token of that traffic is over, by the org's clock. */
const lifetimeOf = (traffic: Traffic): number => {
  const [call] = granted(traffic)
  const token = call && issuedToken(call)
  const exp = token === undefined ? undefined : decodeJwt(token).exp
  return call === undefined || exp === undefined ? 3600 : exp - call.time
}

/** The app's clock says that the token is over, so nobody has to tell it. */
const renewsByItself = async (app: WatchedApp, lifetime: number, context: ServiceContext): Promise<void> => {
  const { expect } = context
  await context.advance(lifetime + 1)
  const later = await app.work()
  expectDone(context, later, 'work after the end of the token’s lifetime')
  expect.equal(
    later.apiCalls.filter(({ status }) => status === 401).length,
    0,
    'calls of the API with an expired token',
  )
  expect.equal(granted(later).length, 1, 'tokens that were issued then')
}

/** The app's clock stands still: it may renew early, or when the API says so. */
const survivesExpiry = async (context: ServiceContext): Promise<void> => {
  const app = await context.freshApp()
  await context.arm(['token-expires-in-five', 'access-token-short'], 1)
  const first = await app.work()
  if (!isDone(first)) context.blocked(`work with a token of five seconds ends with: ${saidIn(first)}`)
  await context.disarm()
  await context.advance(6)
  expectDone(context, await app.work(), 'work after the end of the token’s lifetime')
}

const cachingCheck: ServiceCheck = serviceCheck({
  id: 'CL-SVC-02',
  // It moves the org's clock.
  levels: ['M'],
  title: 'a token is asked for once, however many calls need it at the same time, and renewed when it is over',
  topic: 'service',
  severity: 'medium',
  sources: [okta('S-610'), document('Okta: rate limits of /oauth2/v1/token')],
  cwe: 770,
  why: 'Each call costs another token: the app runs into the rate limit of the token endpoint under load.',
  run: async (context) => {
    const { expect } = context
    requireMemory(context)
    const app = await context.freshApp()
    const many = await app.workAtOnce(crowd)
    const bad = many.outcomes.find(({ kind }) => kind !== 'done')
    if (bad) context.inconclusive(`${crowd} calls at once end with: ${describeOutcome(bad)}`)
    expect.equal(granted(many).length, 1, `tokens that were issued for ${crowd} calls at once`)
    const next = await app.work()
    expect.equal(granted(next).length, 0, 'tokens that were issued for the next call')
    if (context.movesAppClock) await renewsByItself(app, lifetimeOf(many), context)
    else await survivesExpiry(context)
  },
})

/** An instance with a good token, and what it usually takes to do its work: a command asks for a token each time. */
const usualWork = async (context: ServiceContext) => {
  const app = await context.warmApp()
  const usual = await app.work()
  const tokens = granted(usual).length
  return { app, calls: mostRepeated(usual), renewals: (traffic: Traffic): number => granted(traffic).length - tokens }
}

/** A renewal that the org refuses says nothing about whether the app renews. @throws Blocked */
const requireRenewalGranted = ({ tokenCalls }: Traffic, context: ServiceContext): void => {
  const refusal = tokenCalls.find(({ status, dpopNonce }) => status !== 200 && dpopNonce === undefined)?.refusal
  if (refusal) context.blocked(`the org refused the renewal: ${refusal.reason}`)
}

const expectAtMost = ({ expect }: ServiceContext, got: number, most: number, what: string): void => {
  expect.that(got <= most, what, { expected: `at most ${most}`, got })
}

const expectFailure = ({ expect }: ServiceContext, traffic: Traffic, what: string): void => {
  expect.that(!isDone(traffic), what, { expected: 'that it failed', got: 'done' })
  expect.should.that(!isBroken(traffic), what, { expected: 'that it failed', got: saidIn(traffic) })
}

const survivesOne401 = async (context: ServiceContext): Promise<void> => {
  const { expect } = context
  const { app, calls, renewals } = await usualWork(context)
  await context.arm(['api-401'], 1)
  const traffic = await app.work()
  await context.disarm()
  requireRenewalGranted(traffic, context)
  expectDone(context, traffic, 'work that met one 401')
  expect.equal(renewals(traffic), 1, 'renewals after one 401')
  expectAtMost(context, mostRepeated(traffic), calls + 1, 'calls of the API that met one 401')
  const refused = traffic.apiCalls.find(({ status }) => status === 401)
  const repeated = refused && traffic.apiCalls.find(({ id }) => id > refused.id)
  if (refused && repeated) {
    expect.notEqual(shownToken(repeated)?.token, shownToken(refused)?.token, 'token of the repetition')
  }
}

const givesUpAfter = async (
  [fault, mostRenewals, repetitions]: readonly [fault: string, renewals: number, repetitions: number],
  context: ServiceContext,
): Promise<void> => {
  const { app, calls, renewals } = await usualWork(context)
  await context.arm([fault])
  const traffic = await app.work()
  await context.disarm()
  expectFailure(context, traffic, `what the app says of ${fault} for ever`)
  expectAtMost(context, renewals(traffic), mostRenewals, `renewals at ${fault}`)
  expectAtMost(context, mostRepeated(traffic), calls + repetitions, `calls of the API at ${fault}`)
}

const refusalCheck: ServiceCheck = serviceCheck({
  id: 'CL-SVC-03',
  title: 'after 401 the app gets another token and tries again, once; after 403 it does neither',
  topic: 'service',
  severity: 'medium',
  sources: [rfc(6750, '3.1'), okta('S-313'), okta('S-314')],
  cwe: 834,
  why: 'A token that was revoked stops the app until somebody restarts it, or the app hammers an API that will not give in.',
  run: async (context) => {
    await survivesOne401(context)
    await givesUpAfter(['api-401', 1, 1], context)
    await givesUpAfter(['api-403', 0, 0], context)
  },
})

/** Of the faults that say 429. Seconds. */
const pause = 2
const hour = 3600

/** Seconds between the first 429 and each call after it. */
const gaps = (calls: readonly { readonly time: number; readonly status: number }[]): readonly number[] => {
  const at = calls.findIndex(({ status }) => status === 429)
  const first = calls[at]
  return first === undefined ? [] : calls.slice(at + 1).map(({ time }) => time - first.time)
}

const expectPause = (context: ServiceContext, calls: Traffic['apiCalls'], what: string): void => {
  const early = gaps(calls).filter((gap) => gap < pause)
  context.expect.equal(early.length, 0, `${what} before ${pause} s were over`)
}

/** @param patient whether a right app does its work in the end; others may give up. */
const pausesAt = async (fault: string, patient: boolean, context: ServiceContext): Promise<void> => {
  const app = await context.warmApp()
  await context.arm([fault], 1)
  const traffic = await app.work()
  if ((await context.fired()) === 0) context.inconclusive('the app made no call of the API')
  await context.disarm()
  expectPause(context, traffic.apiCalls, `${fault}: calls of the API`)
  context.expect.should.that(patient ? isDone(traffic) : !isBroken(traffic), `${fault}: what the app says`, {
    expected: patient ? 'done, after the wait' : 'done, after the wait, or that it failed',
    got: saidIn(traffic),
  })
}

/** A limit of an hour. */
const givesUpWaiting = async (context: ServiceContext): Promise<void> => {
  const { expect } = context
  const app = await context.warmApp()
  await context.arm(['api-429-hour'], 1)
  const traffic = await app.work()
  await context.disarm()
  expectPause(context, traffic.apiCalls, 'a limit of an hour: calls of the API')
  const waited = gaps(traffic.apiCalls).filter((gap) => gap >= hour)
  expect.equal(waited.length, 0, 'a limit of an hour: calls of the API after an hour of waiting')
  expect.should.that(!isBroken(traffic), 'a limit of an hour: what the app says', {
    expected: 'that it failed, soon',
    got: saidIn(traffic),
  })
}

const pausesForToken = async (context: ServiceContext): Promise<void> => {
  const app = await context.freshApp()
  await context.arm(['token-429'], 1)
  const traffic = await app.work()
  if ((await context.fired()) === 0) context.inconclusive('the app did not ask for a token')
  expectPause(context, traffic.tokenCalls, 'token-429: calls of the token endpoint')
}

const rateLimitCheck: ServiceCheck = serviceCheck({
  id: 'CL-SVC-04',
  title: 'after 429 the app waits until the limit is over, and gives up where that is far away',
  topic: 'service',
  severity: 'medium',
  sources: [okta('S-611'), okta('S-660'), rfc(9110, '10.2.3')],
  cwe: 799,
  why: 'Whoever hammers a limit stays limited, and so does everybody else in the org.',
  run: async (context) => {
    await pausesAt('api-429', true, context)
    await pausesAt('api-429-retry-after', false, context)
    await givesUpWaiting(context)
    await pausesForToken(context)
  },
})

/** The one about 401 comes first: with an app that never renews nothing else can be tried. */
export const tokenChecks: readonly ServiceCheck[] = [refusalCheck, cachingCheck, rateLimitCheck]
