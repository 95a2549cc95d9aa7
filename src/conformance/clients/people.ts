// Who a client means when it says who is signed in: an email, a login, an id or a name of somebody the kit signs in as.
import type { UserRole } from '../targets/needs.js'
import type { TestUser } from '../targets/settings.js'
import type { Agent, Driver, Outcome } from './driver.js'

/** Somebody who can sign in, and everything that a client may call them. */
export interface Person {
  readonly role: UserRole
  readonly user: TestUser
  readonly calledAs: readonly string[]
  /** How reports call them. Default: by their role. */
  readonly marker?: string
  /** Takes a name that nobody is known by for this person's; false: it is not theirs. */
  readonly meet?: (shown: string) => boolean
}

/** How reports call them, whatever their names are. */
export const markers: Readonly<Record<UserRole, string>> = {
  user: 'the user',
  'second-user': 'the second user',
  admin: 'the administrator',
  'totp-user': 'the user with a second factor',
}

/** How reports call this person. */
export const markerOf = ({ role, marker }: Person): string => marker ?? markers[role]

/** The words of reports for somebody known; anybody else stays who they are. */
const named = (outcome: Outcome, people: readonly Person[]): Outcome => {
  if (outcome.kind !== 'signed-in') return outcome
  const shown = outcome.user.trim().toLowerCase()
  const person =
    people.find(({ calledAs }) => calledAs.some((name) => name.toLowerCase() === shown)) ??
    people.find(({ meet }) => meet?.(outcome.user))
  return person ? { ...outcome, user: markerOf(person) } : outcome
}

const knowingAgent = (agent: Agent, people: readonly Person[]): Agent => {
  const { refresh, probeWith } = agent
  return {
    ...agent,
    probe: async () => named(await agent.probe(), people),
    deliver: async (delivery) => {
      const { outcome, ...delivered } = await agent.deliver(delivery)
      return outcome === undefined ? delivered : { ...delivered, outcome: named(outcome, people) }
    },
    ...(refresh && { refresh: async () => named(await refresh(), people) }),
    ...(probeWith && { probeWith: async (cookies) => named(await probeWith(cookies), people) }),
  }
}

/** The same driver, whose agents call people as reports do. */
export const knowing = (driver: Driver, people: readonly Person[]): Driver => ({
  ...driver,
  open: async () => knowingAgent(await driver.open(), people),
})
