// An ordinary login of the client, with the probe proven before and after it: without it nothing can be judged.
import type { ClientFacts } from '../client-checks/client-check.js'
import { Blocked } from '../outcome.js'
import { createRandom } from '../random.js'
import { Unreachable } from '../wire/wire.js'
import type { Driver, Outcome } from './driver.js'
import type { OrgSide } from './org-side.js'
import { runLogin } from './run-login.js'

/** What is known of a client after an ordinary login. */
export interface Control {
  readonly accepted: boolean
  /** Why it failed. */
  readonly diagnosis?: string
  /** The org said no to the client meanwhile: then nothing else is to be looked for. */
  readonly refusedByOrg?: boolean
  /** Nothing answers: the app, or the org. */
  readonly unreachable?: boolean
  readonly facts: ClientFacts
}

const describe = (outcome: Outcome): string =>
  outcome.kind === 'signed-in'
    ? `signed in as ${outcome.user}`
    : outcome.kind === 'rejected'
      ? `signed out${outcome.reason === undefined ? '' : ` (${outcome.reason})`}`
      : outcome.what

/** What mutations of one login may look at, made up from the seed. */
export const mutationContext = (org: OrgSide, seed: string) => {
  const random = createRandom(seed)
  return {
    random: (length = 43) =>
      random
        .token()
        .repeat(Math.ceil(length / 43))
        .slice(0, length),
    issuer: org.issuer,
    ...(org.secondClientId !== undefined && { secondClientId: org.secondClientId }),
  }
}

/** What the org said no to meanwhile, where it tells: most often it is why. */
const whyRefused = async ({ journal }: OrgSide, moment: number | undefined): Promise<string> => {
  const seen = moment === undefined ? [] : ((await journal?.since(moment)) ?? [])
  const refused = seen.findLast(({ refusal }) => refusal !== undefined)
  return refused?.refusal ? `; the org refused ${refused.path}: ${refused.refusal.reason}` : ''
}

/** Signed out before, signed in as the expected person after, signed out in another jar: else nothing can be judged. */
export const runControl = async (driver: Driver, org: OrgSide, seed: string): Promise<Control> => {
  const unknown: ClientFacts = {
    ...driver.facts,
    surface: driver.surface,
    responseType: 'code',
    pkceBound: false,
    sendsNonce: false,
  }
  const failed = (diagnosis: string, facts = unknown): Control => ({ accepted: false, diagnosis, facts })
  const agent = await driver.open()
  try {
    const before = await agent.probe()
    if (before.kind !== 'rejected') {
      const says = `before any login the probe must say "signed out", and it says: ${describe(before)}`
      return failed(`${says}; how both look stands under probe in the client’s file`)
    }
    const started = await agent.start()
    const value = (name: string): string | undefined => started.params.find(([key]) => key === name)?.[1]
    const responseMode = value('response_mode')
    const facts: ClientFacts = {
      ...unknown,
      ...(responseMode !== undefined && { responseMode }),
      responseType: value('response_type') ?? 'code',
      pkceBound: value('code_challenge_method') === 'S256',
      sendsNonce: value('nonce') !== undefined,
    }
    const other = await driver.open()
    try {
      const moment = await org.journal?.now()
      const run = await runLogin({ agent: other, org, mutation: {}, context: mutationContext(org, seed) })
      const user = org.markerOf('user')
      if (run.outcome.kind !== 'signed-in') {
        const end = `an ordinary login ends with: ${describe(run.outcome)}; ${run.receipt}`
        const refused = await whyRefused(org, moment)
        return { ...failed(`${end}${refused}`, facts), refusedByOrg: refused !== '' }
      }
      if (run.outcome.user !== user) {
        const who = `an ordinary login of ${user} ends signed in as "${run.outcome.user}"`
        return failed(
          `${who}, which is no login, email, name or id of theirs: is it what the probe should read?`,
          facts,
        )
      }
      const outside = await agent.probe()
      if (outside.kind !== 'rejected') {
        return failed(`in a browser that never signed in the probe says: ${describe(outside)}`, facts)
      }
      return { accepted: true, facts }
    } finally {
      await other.close()
    }
  } catch (error) {
    if (error instanceof Unreachable) {
      return { ...failed(`no answer from ${error.message}: is it running?`), unreachable: true }
    }
    if (error instanceof Blocked) return failed(error.message)
    throw error
  } finally {
    await agent.close()
  }
}
