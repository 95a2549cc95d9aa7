// Runs the checks of service apps: an ordinary call first, then one thing at a time, and what fails a second time.
import type { ClientCheck, ClientFacts, ClientLevel, ServiceCheck } from '../../client-checks/client-check.js'
import { createExpect } from '../../expect.js'
import { Blocked, Inconclusive, Skipped } from '../../outcome.js'
import { Unreachable } from '../../wire/wire.js'
import type { ClientResult } from '../client-result.js'
import type { OrgSide } from '../org-side.js'
import type { ClientRunOptions } from '../run-client.js'
import { mutationContext } from '../run-control.js'
import { concluded, endedBy, type ScriptRuling } from '../run-script.js'
import { severityOf } from '../severity.js'
import type { Observation, ServiceContext } from './service-context.js'
import type { ServiceDriver } from './service-driver.js'
import { factsOf, type ServiceFacts } from './service-facts.js'
import { type Traffic, together, trafficOf } from './traffic.js'
import { diagnose, openWatch, type VisibleOrg, type Watch } from './watch.js'

/** An ordinary call, with what the org saw of it. */
export interface ServiceControl {
  readonly accepted: boolean
  /** Why it did not work. */
  readonly diagnosis?: string
  readonly traffic: Traffic
  readonly facts: ServiceFacts
}

/** What a run needs. */
export interface ServiceRun {
  readonly driver: ServiceDriver
  readonly org: VisibleOrg
  readonly levels: ReadonlySet<ClientLevel>
  readonly seed: string
}

/** What a severity may depend on: nothing of it does for service apps. */
export const serviceClientFacts: ClientFacts = {
  surface: 'service',
  responseType: '',
  confidential: true,
  pkceBound: false,
  sendsNonce: false,
  issuers: 1,
}

/** An app that remembers a token from before the run is made to get another. */
const ordinaryCall = async (watch: Watch, { driver, org }: ServiceRun): Promise<Traffic> => {
  const app = await watch.open()
  const first = await app.work()
  if (first.tokenCalls.length > 0 || driver.memory !== 'app' || first.apiCalls.length === 0) return first
  await org.tokens.revoke()
  return together(first, await app.work())
}

export const runServiceControl = async (run: ServiceRun): Promise<ServiceControl> => {
  const watch = await openWatch(run.driver, run.org)
  let traffic = trafficOf([], run.driver.clientId, [])
  try {
    traffic = await ordinaryCall(watch, run)
    const diagnosis = diagnose(traffic)
    return {
      accepted: diagnosis === undefined,
      ...(diagnosis !== undefined && { diagnosis }),
      traffic,
      facts: factsOf(traffic),
    }
  } catch (error) {
    if (!(error instanceof Blocked || error instanceof Unreachable)) throw error
    return { accepted: false, diagnosis: error.message, traffic, facts: factsOf(traffic) }
  } finally {
    await watch.end()
  }
}

const stop =
  (Reason: typeof Blocked | typeof Inconclusive | typeof Skipped) =>
  (reason: string): never => {
    throw new Reason(reason)
  }

const observationOf = ({ driver, org }: ServiceRun): Omit<Observation, 'expect'> => ({
  clientId: driver.clientId,
  issuer: org.issuer,
  tokenUrl: `${org.issuer}/oauth2/v1/token`,
  scopes: driver.scopes,
  clientSecret: driver.clientSecret,
  notApplicable: stop(Skipped),
})

/** Looks at the ordinary call, then runs the check if that call went well. */
const attempt = async (check: ServiceCheck, control: ServiceControl, run: ServiceRun): Promise<ScriptRuling> => {
  const { driver, org, seed } = run
  const judged = createExpect({ dialect: 'okta', redact: (text) => text, last: () => undefined })
  const observation: Observation = { ...observationOf(run), expect: judged.expect }
  let ended: ScriptRuling | undefined
  const watch = await openWatch(driver, org)
  try {
    check.observe?.(control.traffic, observation)
    if (!control.accepted) throw new Blocked(control.diagnosis ?? 'an ordinary call does not work')
    const context: ServiceContext = {
      ...mutationContext(org, `${seed}\0${check.id}`),
      ...observation,
      facts: control.facts,
      memory: driver.memory,
      control: control.traffic,
      freshApp: watch.fresh,
      warmApp: watch.warm,
      arm: (faults, times) => org.faults.arm(faults, times),
      fired: () => org.faults.fired(),
      disarm: () => org.faults.clear(),
      revokeTokens: () => org.tokens.revoke(),
      movesAppClock: driver.setClock !== undefined,
      advance: watch.advance,
      blocked: stop(Blocked),
      inconclusive: stop(Inconclusive),
    }
    await check.run?.(context)
  } catch (error) {
    ended = endedBy(error)
  } finally {
    await watch.end()
  }
  return concluded(judged, ended, check.title)
}

const whyNot = (
  check: ServiceCheck,
  { accepted, traffic, facts }: ServiceControl,
  levels: ReadonlySet<ClientLevel>,
): string | undefined => {
  if (!check.levels.some((level) => levels.has(level))) {
    return `needs ${check.levels.join(' or ')}, which this target does not offer`
  }
  if (!accepted && traffic.tokenCalls.length === 0) return undefined
  return check.unless?.(facts)
}

/** The app, its org, and what is to be found out. */
export interface ServiceRunOptions extends Omit<ClientRunOptions, 'driver'> {
  readonly driver: ServiceDriver
}

const isVisible = (org: OrgSide): org is VisibleOrg =>
  org.faults !== undefined && org.journal !== undefined && org.tokens !== undefined

const unseen = 'not observable: what a service app sends is seen by a mock, and on a real org with --mitm'

/** Each check once; what fails or stays undecided a second time, after another ordinary call. */
export const runServiceChecks = async (options: ServiceRunOptions): Promise<readonly ClientResult[]> => {
  const { checks, driver, org, levels, seed, signal, proven, finished } = options
  const results: ClientResult[] = []
  const finish = async (check: ClientCheck, ruling: ScriptRuling, level?: ClientLevel): Promise<void> => {
    const { verdict, reason } = ruling
    const severity = severityOf(check, serviceClientFacts)
    const result: ClientResult = { check, ...severity, verdict, outcome: reason, ...(level && { level }) }
    results.push(result)
    await finished?.(result, results.length, checks.length)
  }
  if (!isVisible(org)) {
    for (const check of checks) await finish(check, { verdict: 'skip', reason: unseen })
    return results
  }
  const run: ServiceRun = { driver, org, levels, seed }
  const first = await runServiceControl(run)
  const control = first.accepted ? first : await runServiceControl(run)
  const { accepted, diagnosis } = control
  await proven?.({ accepted, ...(diagnosis !== undefined && { diagnosis }), facts: serviceClientFacts })

  let second: Promise<ServiceControl> | undefined
  const decide = async (check: ServiceCheck): Promise<ScriptRuling> => {
    const once = await attempt(check, control, run)
    if (once.verdict === 'pass' || once.verdict === 'skip') return once
    second ??= runServiceControl(run)
    const other = await second
    // An app that works no more was seen to work before.
    const again = await attempt(check, control.accepted && !other.accepted ? control : other, run)
    if (again.verdict === once.verdict) return again
    const reason = `${once.verdict} at first (${once.reason}), ${again.verdict} when repeated (${again.reason})`
    return { verdict: 'flaky', reason }
  }
  for (const check of checks) {
    if (signal.aborted) {
      await finish(check, { verdict: 'blocked', reason: 'interrupted' })
      continue
    }
    if (check.kind !== 'service') {
      await finish(check, { verdict: 'skip', reason: 'not for service clients' })
      continue
    }
    const reason = whyNot(check, control, levels)
    const level = check.levels.find((one) => levels.has(one)) ?? check.levels[0]
    await finish(check, reason === undefined ? await decide(check) : { verdict: 'skip', reason }, level)
  }
  return results
}
