// Runs a scripted check: what it expects is judged as server checks are, and its agents are closed whatever happens.
import type { ClientFacts, MutationContext, ScriptedCheck } from '../client-checks/client-check.js'
import { createExpect, type Judged } from '../expect.js'
import { Blocked, Inconclusive, Skipped } from '../outcome.js'
import type { Verdict } from '../result.js'
import { Unreachable } from '../wire/wire.js'
import type { ClientContext } from './client-context.js'
import type { Agent, Driver } from './driver.js'
import type { OrgSide } from './org-side.js'
import { runLogin } from './run-login.js'

interface Surroundings {
  readonly driver: Driver
  readonly org: OrgSide
  readonly facts: ClientFacts
  readonly context: MutationContext
}

/** A scripted check's verdict and the sentence that goes with it. */
export interface ScriptRuling {
  readonly verdict: Verdict
  readonly reason: string
}

/** How an error that ended a check is to be read. */
export const endedBy = (error: unknown): ScriptRuling => {
  const { message } = error as Error
  if (error instanceof Skipped) return { verdict: 'skip', reason: message }
  if (error instanceof Inconclusive) return { verdict: 'inconclusive', reason: message }
  if (error instanceof Blocked || error instanceof Unreachable) return { verdict: 'blocked', reason: message }
  return { verdict: 'blocked', reason: `the check itself broke: ${message}` }
}

const runOnce = async (
  { run, title }: ScriptedCheck,
  { driver, org, facts, context }: Surroundings,
): Promise<ScriptRuling> => {
  const agents: Agent[] = []
  const judged = createExpect({ dialect: 'okta', redact: (text) => text, last: () => undefined })
  const stop =
    (Reason: typeof Blocked | typeof Inconclusive | typeof Skipped) =>
    (reason: string): never => {
      throw new Reason(reason)
    }
  const agent = async (): Promise<Agent> => {
    const opened = await driver.open()
    agents.push(opened)
    return opened
  }
  const given: ClientContext = {
    ...context,
    expect: judged.expect,
    org,
    facts,
    agent,
    login: async (as = 'user') => {
      const opened = await agent()
      const { outcome } = await runLogin({ agent: opened, org, mutation: {}, context, as })
      if (outcome.kind === 'signed-in' && outcome.user === org.markerOf(as)) return opened
      throw new Blocked(`an ordinary login of ${org.markerOf(as)} does not work`)
    },
    blocked: stop(Blocked),
    inconclusive: stop(Inconclusive),
    notApplicable: stop(Skipped),
  }
  let ended: ScriptRuling | undefined
  try {
    await run(given)
  } catch (error) {
    ended = endedBy(error)
  } finally {
    for (const opened of agents) await opened.close()
  }
  return concluded(judged, ended, title)
}

/** What was found before a check ended early is as true as ever, so a failure comes first. */
export const concluded = (judged: Judged, ended: ScriptRuling | undefined, title: string): ScriptRuling => {
  const broken = judged.findings
  const told = broken.map(({ what, expected, got }) => `${what}: expected ${expected}, got ${got}`).join('; ')
  if (broken.some(({ severity }) => severity === 'must')) return { verdict: 'fail', reason: told }
  if (ended) return ended
  if (broken.length > 0) return { verdict: 'warn', reason: told }
  if (judged.count() === 0) return { verdict: 'inconclusive', reason: 'the check ended without judging anything' }
  return { verdict: 'pass', reason: title }
}

/** What does not pass is run again, as logins are: other answers the second time mean nothing. */
export const runScript = async (check: ScriptedCheck, around: Surroundings): Promise<ScriptRuling> => {
  const first = await runOnce(check, around)
  if (first.verdict === 'pass' || first.verdict === 'skip') return first
  const second = await runOnce(check, around)
  if (second.verdict === first.verdict) return second
  const reason = `${first.verdict} at first (${first.reason}), ${second.verdict} when repeated`
  return { verdict: 'flaky', reason }
}
