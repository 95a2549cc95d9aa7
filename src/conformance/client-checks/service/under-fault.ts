// One piece of work while the org misbehaves, and an ordinary one after it: who fails at everything has refused nothing.
import type { ServiceContext } from '../../clients/service/service-context.js'
import { describeOutcome } from '../../clients/service/service-driver.js'
import { isBroken, isDone, type Traffic } from '../../clients/service/traffic.js'

/** One way in which the org misbehaves. */
export interface Variant {
  /** Empty where there is one only. */
  readonly name: string
  readonly faults: readonly string[]
}

const named = ({ name }: Variant, what: string): string => (name === '' ? what : `${name}: ${what}`)

/** What the org saw of an instance without a token. @throws Inconclusive if it never came across the fault */
export const workUnder = async (variant: Variant, context: ServiceContext): Promise<Traffic> => {
  const app = await context.freshApp()
  await context.arm(variant.faults)
  const traffic = await app.work()
  const fired = await context.fired()
  await context.disarm()
  if (fired > 0) return traffic
  return context.inconclusive(named(variant, 'nothing shows that the wrong answer reached the app'))
}

/** @throws Inconclusive, Blocked if an ordinary call does not work any more */
export const requireRecovery = async (variant: Variant, context: ServiceContext): Promise<void> => {
  const after = await (await context.freshApp()).work()
  if (isDone(after)) return
  const [outcome] = after.outcomes
  const said = outcome === undefined ? 'nothing' : describeOutcome(outcome)
  if (isBroken(after)) context.blocked(named(variant, `an ordinary call afterwards ends with: ${said}`))
  context.inconclusive(named(variant, `fails at everything: an ordinary call afterwards ends with: ${said}`))
}

/** Calls of the API that came after the first call of the token endpoint. */
const callsAfterToken = ({ tokenCalls, apiCalls }: Traffic): number => {
  const [first] = tokenCalls
  return first === undefined ? 0 : apiCalls.filter(({ id }) => id > first.id).length
}

/** The app must not go on: no call of the API, and no word that all went well. */
export const refusesUnder = async (variant: Variant, context: ServiceContext): Promise<void> => {
  const { expect } = context
  const traffic = await workUnder(variant, context)
  expect.that(!isDone(traffic), named(variant, 'what the app says'), { expected: 'that it failed', got: 'done' })
  expect.equal(callsAfterToken(traffic), 0, named(variant, 'calls of the API after that answer'))
  expect.equal(traffic.strayCalls.length, 0, named(variant, 'requests to where the answer points'))
  const [outcome] = traffic.outcomes
  if (outcome?.kind === 'broken') {
    expect.should.that(false, named(variant, 'what the app says'), { expected: 'that it failed', got: outcome.what })
  }
  await requireRecovery(variant, context)
}

/** The app must take it. */
export const acceptsUnder = async (variant: Variant, context: ServiceContext): Promise<void> => {
  const traffic = await workUnder(variant, context)
  const got = traffic.outcomes.map(describeOutcome).join(', ')
  context.expect.that(isDone(traffic), named(variant, 'what the app says'), { expected: 'done', got })
}

/** More calls of the token endpoint than this for one piece of work are a storm: the call, a repetition, one to spare. */
export const mostTokenCalls = 3

/** Nothing is tried over and over. */
export const expectNoStorm = ({ expect }: ServiceContext, { tokenCalls }: Traffic, what: string): void => {
  const { length } = tokenCalls
  expect.that(length <= mostTokenCalls, what, { expected: `at most ${mostTokenCalls}`, got: length })
}
