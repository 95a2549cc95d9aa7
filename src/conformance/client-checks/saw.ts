// How scripted checks put what both witnesses saw: who is signed in, and what the org was asked.
import type { ClientContext } from '../clients/client-context.js'
import type { Agent, Delivery, Outcome } from '../clients/driver.js'
import type { Seen } from '../clients/org-side.js'
import { together } from '../clients/run-login.js'

export const shown = (outcome: Outcome): string => {
  if (outcome.kind === 'signed-in') return `signed in as ${outcome.user}`
  return outcome.kind === 'rejected' ? 'signed out' : outcome.what
}

/** Hands an answer over, and asks both what the client said and who is signed in. */
export const hand = async (agent: Agent, delivery: Delivery): Promise<Outcome> => {
  const { outcome } = await agent.deliver(delivery)
  return together(outcome, await agent.probe())
}

/** Signed out: a pass. Neither in nor out: a warning, since a crash is no rejection. */
export const expectSignedOut = ({ expect }: ClientContext, outcome: Outcome, what: string): void => {
  const seen = { expected: 'signed out', got: shown(outcome) }
  if (outcome.kind === 'undecided') expect.should.that(false, what, seen)
  else expect.that(outcome.kind === 'rejected', what, seen)
}

export const expectSignedIn = (
  { expect, org }: ClientContext,
  outcome: Outcome,
  what: string,
  as: 'user' | 'second-user' = 'user',
): boolean => expect.equal(shown(outcome), `signed in as ${org.markerOf(as)}`, what)

/** A client that says no to everything after its ordinary login has shown nothing. */
export const stillAccepts = async ({ login, inconclusive }: ClientContext): Promise<void> => {
  try {
    await login()
  } catch {
    inconclusive('rejects everything: an ordinary login afterwards was rejected too')
  }
}

/** What the org was asked while something was done. */
export const watching = async <T>(
  { org, notApplicable }: ClientContext,
  done: () => Promise<T>,
): Promise<{ readonly result: T; readonly seen: readonly Seen[] }> => {
  const { journal } = org
  if (!journal) return notApplicable('nobody sees what the client asks the target by itself')
  const moment = await journal.now()
  const result = await done()
  return { result, seen: await journal.since(moment) }
}

const isTokenCall = ({ method, path }: Seen): boolean => method === 'POST' && path.endsWith('/v1/token')

/** Requests to the token endpoint with this grant. */
export const tokenCalls = (seen: readonly Seen[], grant: string): readonly Seen[] =>
  seen.filter((one) => isTokenCall(one) && one.parameters.grant_type === grant)

/** A login up to its answer, which nobody has handed over yet. */
export const answered = async (
  { org }: ClientContext,
  agent: Agent,
  as: 'user' | 'second-user' = 'user',
): Promise<Delivery> => org.answer((await agent.start()).url, as)
