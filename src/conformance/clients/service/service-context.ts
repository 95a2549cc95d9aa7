// What a check of service apps is given: instances of the app, the org's faults and clock, and a place for what it finds.
import type { Expect } from '../../expect.js'
import type { Memory } from './service-driver.js'
import type { ServiceFacts } from './service-facts.js'
import type { Traffic } from './traffic.js'

/** What a look at an ordinary call may use. */
export interface Observation {
  readonly expect: Expect
  readonly clientId: string
  /** The org's, and the only audience that it takes. */
  readonly tokenUrl: string
  readonly issuer: string
  /** What the app's settings say that it asks for. */
  readonly scopes: readonly string[] | undefined
  /** Where the app has one and the kit knows it. */
  readonly clientSecret: string | undefined
  notApplicable(reason: string): never
}

/** An instance of the app, watched. */
export interface WatchedApp {
  work(): Promise<Traffic>
  workAtOnce(times: number): Promise<Traffic>
  /** Everything so far. */
  past(): Traffic
}

/** Everything that a check may use. */
export interface ServiceContext extends Observation {
  readonly facts: ServiceFacts
  readonly memory: Memory
  /** An ordinary call at the start of the run, which went well. */
  readonly control: Traffic
  /** One that has no token: as just started, or its tokens were revoked. Closed when the check ends. */
  freshApp(): Promise<WatchedApp>
  /** One that has a good token. @throws Blocked if an ordinary call does not work */
  warmApp(): Promise<WatchedApp>
  /** Faults that concern this client alone; off again when the check ends. */
  arm(faults: readonly string[], times?: number): Promise<void>
  /** How often they fired. */
  fired(): Promise<number>
  disarm(): Promise<void>
  /** No token that the app has is good any more. */
  revokeTokens(): Promise<void>
  /** Whether the app's clock moves with the org's. */
  readonly movesAppClock: boolean
  /** Moves the org's clock, and the app's where that can be done; put back when the check ends. */
  advance(seconds: number): Promise<void>
  blocked(reason: string): never
  inconclusive(reason: string): never
}
