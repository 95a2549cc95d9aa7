// What a scripted client check is given: agents, the org's side, and a place for what it finds.
import type { ClientFacts, MutationContext } from '../client-checks/client-check.js'
import type { Expect } from '../expect.js'
import type { Agent } from './driver.js'
import type { OrgSide } from './org-side.js'

/** Everything that a scripted check may use. */
export interface ClientContext extends MutationContext {
  readonly expect: Expect
  readonly org: OrgSide
  readonly facts: ClientFacts
  /** A fresh one; closed when the check ends. */
  agent(): Promise<Agent>
  /** An ordinary login in a fresh agent. @throws Blocked if it does not end signed in */
  login(as?: 'user' | 'second-user'): Promise<Agent>
  blocked(reason: string): never
  inconclusive(reason: string): never
  notApplicable(reason: string): never
}
