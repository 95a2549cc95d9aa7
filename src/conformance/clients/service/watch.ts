// Instances of a service app during one check, the org's misbehaviour towards them, and the end of both.
import { Blocked, Skipped } from '../../outcome.js'
import type { OrgSide } from '../org-side.js'
import type { WatchedApp } from './service-context.js'
import { describeOutcome, type ServiceAgent, type ServiceDriver, type WorkOutcome } from './service-driver.js'
import { granted, isDone, served, type Traffic, together, trafficOf } from './traffic.js'

/** The org of a service app: one that the kit sees into. */
export type VisibleOrg = OrgSide & Required<Pick<OrgSide, 'faults' | 'journal' | 'tokens'>>

/** What one check opens and changes. */
export interface Watch {
  open(): Promise<WatchedApp>
  /** One that has no token. */
  fresh(): Promise<WatchedApp>
  /** @throws Blocked if an ordinary call does not work */
  warm(): Promise<WatchedApp>
  advance(seconds: number): Promise<void>
  /** Faults off, clocks back, instances closed. */
  end(): Promise<void>
}

/** Why an ordinary call did not work, as far as anybody can tell. */
export const diagnose = (traffic: Traffic): string | undefined => {
  const refused = [...traffic.tokenCalls, ...traffic.apiCalls].findLast(({ refusal }) => refusal !== undefined)
  const because = refused?.refusal
    ? `; the org refused ${refused.method} ${refused.path}: ${refused.refusal.reason}`
    : ''
  const bad = traffic.outcomes.find(({ kind }) => kind !== 'done')
  if (bad) return `an ordinary call ends with: ${describeOutcome(bad)}${because}`
  if (traffic.tokenCalls.length + traffic.apiCalls.length === 0) {
    return 'the app says that its call went well, and the org saw none: is it configured with this issuer, and does each trigger make a call?'
  }
  if (granted(traffic).length === 0) return `the app says that its call went well, and it got no token${because}`
  if (served(traffic).length === 0) return `the app says that its call went well, and the API answered none${because}`
  return undefined
}

export const openWatch = async (driver: ServiceDriver, org: VisibleOrg): Promise<Watch> => {
  const agents: ServiceAgent[] = []
  const { time } = org
  const before = await time?.offset()
  let ahead = 0

  const watched = async (act: () => Promise<readonly WorkOutcome[]>): Promise<Traffic> => {
    const moment = await org.journal.now()
    const outcomes = await act()
    return trafficOf(await org.journal.since(moment), driver.clientId, outcomes)
  }

  const open = async (): Promise<WatchedApp> => {
    const agent = await driver.open()
    agents.push(agent)
    let past = trafficOf([], driver.clientId, [])
    const keep = (traffic: Traffic): Traffic => {
      past = together(past, traffic)
      return traffic
    }
    return {
      work: async () => keep(await watched(async () => [await agent.work()])),
      workAtOnce: async (times) => keep(await watched(() => agent.workAtOnce(times))),
      past: () => past,
    }
  }

  const fresh = async (): Promise<WatchedApp> => {
    const app = await open()
    if (driver.memory === 'app') await org.tokens.revoke()
    return app
  }

  const putClocks = async (seconds: number): Promise<void> => {
    await time?.setOffset(seconds)
    await driver.setClock?.(seconds)
  }

  return {
    open,
    fresh,
    warm: async () => {
      const app = await open()
      const traffic = await app.work()
      if (isDone(traffic) && served(traffic).length > 0) return app
      throw new Blocked(diagnose(traffic) ?? 'an ordinary call does not work')
    },
    advance: async (seconds) => {
      if (time === undefined) throw new Skipped('the clock of the target is not the kit’s to move')
      ahead += seconds
      await putClocks((await time.offset()) + seconds)
    },
    end: async () => {
      await org.faults.clear()
      for (const agent of agents) await agent.close()
      if (ahead > 0 && before !== undefined) await putClocks(before)
    },
  }
}
