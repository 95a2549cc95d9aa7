// Runs the client checks on one client: the probe is proven first, then an ordinary login, then one changed thing at a time.
import type {
  Around,
  ClientCheck,
  ClientLevel,
  Judged,
  LoginCheck,
  ScriptedCheck,
} from '../client-checks/client-check.js'
import { usualMode } from '../client-checks/pairs.js'
import { Blocked, Inconclusive, Skipped } from '../outcome.js'
import type { Verdict } from '../result.js'
import { Unreachable } from '../wire/wire.js'
import type { ClientResult } from './client-result.js'
import type { Driver } from './driver.js'
import type { Ruling } from './judge.js'
import { offerAfter } from './mitm/bypass.js'
import type { OrgSide } from './org-side.js'
import { type Control, mutationContext, runControl } from './run-control.js'
import { type LoginRun, RefusedByOrg, ruleOnLogin, runLogin } from './run-login.js'
import { runScript } from './run-script.js'
import { severityOf } from './severity.js'
import { type Way, waysOf } from './ways.js'
import { whyNot } from './why-not.js'

/** A client, the org that it signs in at, and what is to be found out. */
export interface ClientRunOptions {
  readonly checks: readonly ClientCheck[]
  readonly driver: Driver
  readonly org: OrgSide
  /** Levels that the target offers. */
  readonly levels: ReadonlySet<ClientLevel>
  readonly seed: string
  readonly signal: AbortSignal
  /** Told when the ordinary login is over. */
  readonly proven?: (control: Control, bypass?: string) => Promise<void>
  /** Told of each result before the next check starts. */
  readonly finished?: (result: ClientResult, done: number, total: number) => void | Promise<void>
}

type Variant = Way['mutation']

const order: readonly Ruling['verdict'][] = ['fail', 'blocked', 'inconclusive', 'warn', 'pass']

interface Ruled extends Ruling {
  readonly variant: string | undefined
  readonly flaky?: true
}

const worst = (rulings: readonly Ruled[]): Ruling => {
  const verdict = order.find((one) => rulings.some((ruling) => ruling.verdict === one)) ?? 'inconclusive'
  const reason = rulings
    .filter((ruling) => ruling.verdict === verdict)
    .map(({ variant, reason: said }) => (variant === undefined ? said : `${variant}: ${said}`))
    .join('; ')
  return { verdict, reason }
}

/** What a check came to, and at which level. */
interface Decided {
  readonly verdict: Verdict
  readonly reason: string
  readonly level?: ClientLevel
}

/** Passed because the client said no: worth something only while it says yes to an ordinary login. */
const isRejection = ({ check, verdict }: ClientResult): boolean =>
  verdict === 'pass' && check.kind === 'login' && check.expected === 'rejects'

/** Not to do what specifications leave to the client is no failure. */
const asObliged = (verdict: ClientResult['verdict'], { obligation }: Judged): ClientResult['verdict'] =>
  verdict === 'fail' && obligation === 'should' ? 'warn' : verdict

/** What a result is worth when an ordinary login at the end of the run does not work any more. */
const inDoubt = (result: ClientResult, diagnosis = 'it was rejected'): ClientResult => {
  if (isRejection(result)) {
    const outcome = 'rejects everything: an ordinary login at the end was rejected too'
    return { ...result, verdict: 'inconclusive', outcome }
  }
  if (result.verdict !== 'warn') return result
  return { ...result, verdict: 'blocked', outcome: `at the end of the run too: ${diagnosis}` }
}

/** Every check once; what fails or stays undecided a second time in a new agent. */
export const runClientChecks = async (options: ClientRunOptions): Promise<readonly ClientResult[]> => {
  const { checks, driver, seed, signal } = options
  const before = (await options.org.journal?.now()) ?? 0
  const control = await runControl(driver, options.org, seed)
  const offer = offerAfter(options, control, (await options.org.journal?.since(before)) ?? [])
  const { org, levels, bypass } = offer
  await options.proven?.(control, bypass)
  const results: ClientResult[] = []
  const twins = new Map<string, Promise<boolean>>()

  const finish = async (result: ClientResult): Promise<void> => {
    results.push(result)
    await options.finished?.(result, results.length, checks.length)
  }

  const runVariant = async (check: LoginCheck, mutation: Variant): Promise<LoginRun> => {
    const agent = await driver.open()
    try {
      const context = mutationContext(org, `${seed}\0${check.id}\0${mutation.name ?? ''}`)
      if (check.when !== 'refresh') return await runLogin({ agent, org, mutation, context })
      return await runRefresh(agent, mutation, context)
    } finally {
      await agent.close()
    }
  }

  const runRefresh = async (
    agent: Awaited<ReturnType<Driver['open']>>,
    mutation: Variant,
    context: ReturnType<typeof mutationContext>,
  ): Promise<LoginRun> => {
    if (agent.refresh === undefined) throw new Skipped('the client cannot be told to refresh')
    const first = await runLogin({ agent, org, mutation: {}, context })
    if (first.outcome.kind !== 'signed-in') throw new Blocked('an ordinary login does not work')
    await org.faults?.arm(mutation.faults ?? [])
    try {
      const outcome = await agent.refresh()
      return { outcome, delivered: ((await org.faults?.fired()) ?? 0) > 0, receipt: 'the client was told to refresh' }
    } finally {
      await org.faults?.clear()
    }
  }

  const around: Around = {
    answer: new Set(control.facts.responseType.split(' ')),
    mode: control.facts.responseMode ?? usualMode(control.facts.responseType),
    secondApp: org.secondClientId !== undefined,
    secondUser: org.hasSecondUser,
  }

  const rule = async (check: LoginCheck, mutation: Variant, twin: boolean): Promise<Ruling> => {
    try {
      const run = await runVariant(check, mutation)
      return ruleOnLogin(run, check.expected, { control: control.accepted, twin, user: org.markerOf('user') })
    } catch (error) {
      if (error instanceof RefusedByOrg) throw error
      if (error instanceof Blocked || error instanceof Unreachable) return { verdict: 'blocked', reason: error.message }
      if (error instanceof Inconclusive) return { verdict: 'inconclusive', reason: error.message }
      throw error
    }
  }

  /** Whether the check's twin was accepted; without one the control stands for it. */
  const twinOf = (check: ClientCheck): Promise<boolean> => {
    const twin = checks.find(({ id }) => id === check.twin)
    // A twin that may be rejected shows nothing when it is.
    if (twin?.kind !== 'login' || twin.expected !== 'accepts') return Promise.resolve(control.accepted)
    if (whyNot(twin, control.facts, offer, driver) !== undefined) return Promise.resolve(control.accepted)
    const known = twins.get(twin.id) ?? acceptedBy(twin)
    twins.set(twin.id, known)
    return known
  }

  const acceptedBy = async (twin: LoginCheck): Promise<boolean> => {
    const [[way] = []] = waysOf(twin, levels, around)
    if (way === undefined) return false
    try {
      return (await runVariant(twin, way.mutation)).outcome.kind === 'signed-in'
    } catch (error) {
      if (error instanceof Blocked || error instanceof Unreachable || error instanceof Inconclusive) return false
      throw error
    }
  }

  /** Once, and what does not pass a second time. */
  const ruleTwice = async (check: LoginCheck, mutation: Variant, twin: boolean): Promise<Ruled> => {
    const first = await rule(check, mutation, twin)
    if (first.verdict === 'pass') return { ...first, variant: mutation.name }
    const second = await rule(check, mutation, twin)
    if (first.verdict === second.verdict) return { ...second, variant: mutation.name }
    const reason = `${first.verdict} at first (${first.reason}), ${second.verdict} when repeated`
    return { ...second, reason, variant: mutation.name, flaky: true }
  }

  /** An org that refuses what was changed, as one that insists on PKCE does, is asked in the next way. */
  const decideLogin = async (check: LoginCheck): Promise<Decided> => {
    let refused =
      bypass ?? `with response_type=${control.facts.responseType} it needs a target that misbehaves on order`
    const rulings: (Ruled & { readonly level: ClientLevel })[] = []
    const variants = waysOf(check, levels, around)
    const twin = variants.length > 0 && (await twinOf(check))
    for (const ways of variants) {
      for (const { level, mutation } of ways) {
        try {
          rulings.push({ ...(await ruleTwice(check, mutation, twin)), level })
          break
        } catch (error) {
          if (!(error instanceof RefusedByOrg)) throw error
          refused = error.message
        }
      }
    }
    const [first] = rulings
    if (first === undefined) return { verdict: 'skip', reason: refused }
    const flaky = rulings.some((ruling) => ruling.flaky)
    return { ...worst(rulings), level: first.level, ...(flaky && { verdict: 'flaky' }) }
  }

  const scripted = async (check: ScriptedCheck): Promise<Decided> => {
    const context = mutationContext(org, `${seed}\0${check.id}`)
    const level = check.levels.find((one) => levels.has(one))
    return { ...(await runScript(check, { driver, org, facts: control.facts, context })), ...(level && { level }) }
  }

  for (const check of checks) {
    const judged = severityOf(check, control.facts)
    if (signal.aborted) {
      await finish({ check, ...judged, verdict: 'blocked', outcome: 'the run was stopped before this check' })
      continue
    }
    // What a client is like is known from its ordinary login: without one only its kind is.
    if (!control.accepted && check.surfaces.includes(driver.surface)) {
      await finish({
        check,
        ...judged,
        verdict: 'blocked',
        outcome: control.diagnosis ?? 'an ordinary login does not work',
      })
      continue
    }
    const reason = whyNot(check, control.facts, offer, driver)
    if (reason !== undefined || check.kind === 'service') {
      await finish({ check, ...judged, verdict: 'skip', outcome: reason ?? `not for ${driver.surface} clients` })
      continue
    }
    const decided: Decided = check.kind === 'login' ? await decideLogin(check) : await scripted(check)
    await finish({
      check,
      ...judged,
      verdict: asObliged(decided.verdict, judged),
      outcome: decided.reason,
      ...(decided.level && { level: decided.level }),
    })
  }
  const doubtful = results.some((result) => isRejection(result) || result.verdict === 'warn')
  if (!doubtful || signal.aborted) return results
  const end = await runControl(driver, org, `${seed}\0end`)
  return end.accepted ? results : results.map((result) => inDoubt(result, end.diagnosis))
}
