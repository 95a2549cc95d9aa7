// What an adapter can do, found out by logins in which nothing is wrong: whoever fails here cannot be tested.
import { Blocked } from '../../../outcome.js'
import { Unreachable } from '../../../wire/wire.js'
import type { Agent, Driver, DriverAbility, Outcome } from '../../driver.js'
import type { OrgSide } from '../../org-side.js'
import { mutationContext, runControl } from '../../run-control.js'
import { runLogin } from '../../run-login.js'

/** One thing that was tried. */
export interface Tried {
  readonly what: string
  readonly verdict: 'works' | 'broken' | 'not offered'
  /** The diagnosis, or what is left out for want of it. */
  readonly detail?: string
}

/** What an adapter came to. */
export interface AdapterCheck {
  /** What it calls itself, if it got that far. */
  readonly name?: string
  readonly tried: readonly Tried[]
}

interface Around {
  readonly driver: Driver
  readonly org: OrgSide
}

/** Undefined where it works. */
type Complaint = string | undefined

interface Step {
  readonly what: string
  /** Tried only where it is offered. */
  readonly ability?: DriverAbility
  /** As `ops` calls it, and what is left out without it. */
  readonly without?: string
  run(around: Around): Promise<Complaint>
}

const seed = 'adapter check'

const unlessSignedIn = (outcome: Outcome, user: string, what: string): Complaint => {
  if (outcome.kind === 'signed-in')
    return outcome.user === user ? undefined : `${what} ends signed in as ${outcome.user}`
  if (outcome.kind === 'undecided') return `${what}: ${outcome.what}`
  return `${what} was rejected${outcome.reason === undefined ? '' : `: ${outcome.reason}`}`
}

const ordinaryLogin = async ({ driver, org }: Around, agent?: Agent): Promise<Outcome> => {
  const context = mutationContext(org, seed)
  return (await runLogin({ agent: agent ?? (await driver.open()), org, mutation: {}, context })).outcome
}

/** The paths that were asked for while somebody signed in. */
const pathsOfLogin = async ({ driver, org }: Around): Promise<readonly string[]> => {
  const agent = await driver.open()
  const { url } = await agent.start()
  const delivery = await org.answer(url, 'user')
  const before = (await org.journal?.now()) ?? 0
  await agent.deliver(delivery)
  return ((await org.journal?.since(before)) ?? []).map(({ path }) => path)
}

const asksFor =
  (part: string, what: string): Step['run'] =>
  async (around) =>
    (await pathsOfLogin(around)).some((path) => path.includes(part))
      ? undefined
      : `it is among "ops", and "callback" asks for no ${what}`

const steps: readonly Step[] = [
  {
    what: 'an ordinary login',
    run: async ({ driver, org }) => {
      const { accepted, diagnosis } = await runControl(driver, org, seed)
      return accepted ? undefined : (diagnosis ?? 'an ordinary login does not work')
    },
  },
  {
    what: 'two logins at once',
    run: async ({ driver, org }) => {
      const [first, second] = [await driver.open(), await driver.open()]
      const urls = [(await first.start()).url, (await second.start()).url] as const
      const answers = [await org.answer(urls[0], 'user'), await org.answer(urls[1], 'user')] as const
      const user = org.markerOf('user')
      const later = (await second.deliver(answers[1])).outcome ?? (await second.probe())
      const earlier = (await first.deliver(answers[0])).outcome ?? (await first.probe())
      return (
        unlessSignedIn(later, user, 'the second of two sessions') ??
        unlessSignedIn(earlier, user, 'the first of two sessions, after the second')
      )
    },
  },
  {
    what: 'an error of the org is rejected, and breaks nothing',
    run: async ({ driver }) => {
      const agent = await driver.open()
      const state = (await agent.start()).params.find(([name]) => name === 'state')?.[1] ?? ''
      const params = [
        ['error', 'access_denied'],
        ['error_description', 'The person said no.'],
        ['state', state],
      ] as const
      const redirectUri = driver.redirectUris[0] ?? ''
      const { outcome } = await agent.deliver({ redirectUri, channel: 'query', params })
      if (outcome?.kind === 'rejected') return undefined
      return outcome?.kind === 'undecided'
        ? outcome.what
        : 'error=access_denied in the answer, and somebody is signed in'
    },
  },
  {
    what: 'userinfo',
    ability: 'userinfo',
    without: 'checks of userinfo',
    run: asksFor('/userinfo', 'userinfo'),
  },
  {
    what: 'discover',
    ability: 'cold-start',
    without: 'checks of discovery',
    run: asksFor('/.well-known/', 'discovery document'),
  },
  {
    what: 'a login at a second issuer',
    ability: 'second-issuer',
    without: 'checks of mixed up issuers',
    run: async ({ driver, org: { second } }) => {
      if (second === undefined) return 'there is no second issuer'
      const agent = await driver.open()
      const { outcome } = await agent.deliver(
        await second.answer((await agent.start({ issuer: 'second' })).url, 'user'),
      )
      return unlessSignedIn(outcome ?? (await agent.probe()), second.markerOf('user'), 'a login at the second issuer')
    },
  },
  {
    what: 'refresh',
    ability: 'refresh',
    without: 'checks of refreshed tokens',
    run: async (around) => {
      const agent = await around.driver.open()
      const user = around.org.markerOf('user')
      const first = unlessSignedIn(await ordinaryLogin(around, agent), user, 'an ordinary login')
      if (first !== undefined) return first
      return unlessSignedIn((await agent.refresh?.()) ?? { kind: 'rejected' }, user, 'a refresh')
    },
  },
]

const complaintOf = async (step: Step, around: Around): Promise<Complaint> => {
  try {
    return await step.run(around)
  } catch (error) {
    if (error instanceof Blocked || error instanceof Unreachable) return error.message
    throw error
  }
}

/**
 * Stops at an ordinary login that does not work: whatever comes after it would say the same.
 *
 * @param open says hello and configures; what it throws as Blocked is the diagnosis
 */
export const checkAdapter = async (open: () => Promise<Driver>, org: OrgSide): Promise<AdapterCheck> => {
  let driver: Driver
  try {
    driver = await open()
  } catch (error) {
    if (!(error instanceof Blocked)) throw error
    return { tried: [{ what: 'hello and configure', verdict: 'broken', detail: error.message }] }
  }
  const tried: Tried[] = [{ what: 'hello and configure', verdict: 'works' }]
  try {
    for (const step of steps) {
      if (step.ability !== undefined && !driver.abilities.has(step.ability)) {
        tried.push({ what: step.what, verdict: 'not offered', detail: `${step.without} are left out` })
        continue
      }
      const detail = await complaintOf(step, { driver, org })
      tried.push(
        detail === undefined ? { what: step.what, verdict: 'works' } : { what: step.what, verdict: 'broken', detail },
      )
      if (detail !== undefined && step === steps[0]) break
    }
  } finally {
    await driver.close()
  }
  return { name: driver.name, tried }
}
