// What a check is: data that says what is expected and where that is known from, and a function that finds out.
import type { Context } from './context.js'
import type { Source } from './sources.js'
import type { Need } from './targets/needs.js'

/** What the sources demand. A broken `should` or `may` is a warning, a broken `must` a failure. */
export const levels = ['must', 'should', 'may'] as const
export type Level = (typeof levels)[number]

/** What `--profile` selects. */
export const profiles = [
  'basic',
  'implicit',
  'hybrid',
  'config',
  'formpost',
  'logout',
  'okta',
  'service',
  'client',
] as const
export type Profile = (typeof profiles)[number]

/** One expected behaviour of an authorization server. */
export interface Check {
  /** `topic/behaviour`, lower case with hyphens. For ever: a retired id is not used again. */
  readonly id: string
  /** States the expected behaviour, not the action: "an authorization code works once". */
  readonly title: string
  readonly level: Level
  readonly profiles: readonly [Profile, ...Profile[]]
  readonly sources: readonly [Source, ...Source[]]
  /** What the target must offer; whatever is missing skips the check by name. */
  readonly needs: readonly Need[]
  /** Only where the two differ: what the specification says and what Okta does. */
  readonly differs?: { readonly spec: string; readonly okta: string }
  /** What goes wrong for people when this is broken, in one sentence. */
  readonly why?: string
  /**
   * `own`: the check moves the clock, uses up limits or changes the org, so nothing else may run on its org meanwhile.
   * In the process it gets an org of its own; elsewhere it runs by itself.
   */
  readonly isolation?: 'own'
  readonly run: (context: Context) => Promise<void>
}
