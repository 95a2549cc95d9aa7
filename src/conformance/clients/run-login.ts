// One login of the client under test, with at most one thing changed, and what both witnesses saw.
import { isDeepStrictEqual } from 'node:util'
import type { Expected, Mutation, MutationContext, Pairs } from '../client-checks/client-check.js'
import { Blocked, Inconclusive } from '../outcome.js'
import type { UserRole } from '../targets/needs.js'
import type { Agent, Delivery, Outcome } from './driver.js'
import { judge, type Ruling } from './judge.js'
import type { OrgSide } from './org-side.js'

/** What came of a login. */
export interface LoginRun {
  readonly outcome: Outcome
  /** Whether what was changed reached the client. */
  readonly delivered: boolean
  /** The client's side of the exchange, in a line. */
  readonly receipt: string
}

/** What is done, and to whom. */
export interface LoginPlan {
  readonly agent: Agent
  readonly org: OrgSide
  readonly mutation: Mutation
  readonly context: MutationContext
  readonly as?: UserRole
}

/** The same URL with other parameters. */
export const rewritten = (url: string, change: (params: Pairs) => Pairs): string => {
  const [target = '', query = ''] = url.split('?')
  const changed = new URLSearchParams()
  for (const [name, value] of change([...new URLSearchParams(query)])) changed.append(name, value)
  return `${target}?${changed}`
}

const changedAnswer = (delivery: Delivery, { mutation, context }: LoginPlan): Delivery =>
  mutation.answer ? { ...delivery, params: mutation.answer(delivery.params, context) } : delivery

/** The answer with something of another login in it. @throws Blocked if the org does not answer a second time */
const spliced = async (
  answered: Delivery,
  url: string,
  { org, mutation, as = 'user' }: LoginPlan,
): Promise<Delivery> => {
  if (!mutation.splice) return answered
  const { names, as: other = as } = mutation.splice
  const from = await org.answer(url, other)
  const taken = new Map(from.params.filter(([name]) => names.includes(name)))
  return { ...answered, params: answered.params.map(([name, value]) => [name, taken.get(name) ?? value]) }
}

/** The client's word and the probe's: whoever is signed in is signed in, whatever the client said. */
export const together = (said: Outcome | undefined, probed: Outcome): Outcome => {
  if (probed.kind === 'signed-in' || said === undefined) return probed
  if (said.kind === 'signed-in') return { kind: 'undecided', what: 'the client said "signed in", the probe says no' }
  return said
}

/** The org refuses the changed request, which says nothing about the client. */
export class RefusedByOrg extends Inconclusive {
  constructor(how: string) {
    super(`the org refuses the changed request: ${how}`)
  }
}

/** @throws RefusedByOrg */
const answerChanged = async (org: OrgSide, url: string, as: UserRole): Promise<Delivery> => {
  try {
    const answered = await org.answer(url, as)
    const error = answered.params.find(([name]) => name === 'error')?.[1]
    if (error !== undefined) throw new RefusedByOrg(error)
    return answered
  } catch (error) {
    throw error instanceof Blocked ? new RefusedByOrg(error.message) : error
  }
}

/** @throws Blocked where the client starts no login, or the org gives no answer; RefusedByOrg where it refuses what was changed */
export const runLogin = async (plan: LoginPlan): Promise<LoginRun> => {
  const { agent, org, mutation, context, as = 'user' } = plan
  const started = await agent.start()
  if (mutation.request && started.sealed) {
    throw new Blocked('the client pushes or signs its authorization request: a browser cannot change it')
  }
  const url = mutation.request
    ? rewritten(started.url, (params) => mutation.request?.(params, context) ?? params)
    : started.url
  if (mutation.faults) await org.faults?.arm(mutation.faults)
  try {
    const answered = await (mutation.request ? answerChanged(org, url, as) : org.answer(url, as))
    const delivery = changedAnswer(await spliced(answered, url, plan), plan)
    const { receipt, outcome: said } = await agent.deliver(delivery)
    const outcome = together(said, await agent.probe())
    // An edit that changed nothing was not delivered, nor was a fault that did not fire.
    const untouched = mutation.answer === undefined && mutation.splice === undefined
    const edited = untouched || !isDeepStrictEqual(delivery.params, answered.params)
    const delivered = edited && (mutation.faults === undefined || ((await org.faults?.fired()) ?? 0) > 0)
    return { outcome, delivered, receipt }
  } finally {
    if (mutation.faults) await org.faults?.clear()
  }
}

/** The verdict on a login of a client whose control and twin are known. */
export const ruleOnLogin = (
  run: LoginRun,
  expected: Expected,
  known: { readonly control: boolean; readonly twin: boolean; readonly user: string },
): Ruling =>
  judge({
    expected,
    control: known.control ? 'accepted' : 'failed',
    twin: known.twin ? 'accepted' : 'failed',
    user: known.user,
    delivered: run.delivered,
    outcome: run.outcome,
  })
