// One way to drive a service app: something makes it do a piece of its work, and it says whether that went well.

/** What the app says of one piece of work: the inside witness. */
export type WorkOutcome =
  | { readonly kind: 'done' }
  /** It says that it could not do it. `reason` is a note, never a verdict. */
  | { readonly kind: 'failed'; readonly reason?: string }
  /** Neither: no answer in time, a crash, a 500. */
  | { readonly kind: 'broken'; readonly what: string }

/** How long the app remembers a token: from one trigger to the next, as long as an agent is open, or as long as it runs. */
export type Memory = 'trigger' | 'agent' | 'app'

/** One running instance of the app. */
export interface ServiceAgent {
  /** One call of the org's API, or what the app makes of that. */
  work(): Promise<WorkOutcome>
  /** So many at the same time. */
  workAtOnce(times: number): Promise<readonly WorkOutcome[]>
  close(): Promise<void>
}

/** A service app under test, and how to drive it. */
export interface ServiceDriver {
  readonly surface: 'service'
  readonly name: string
  readonly clientId: string
  /** What its settings say that it asks for; undefined where nobody said. */
  readonly scopes?: readonly string[]
  readonly clientSecret?: string
  readonly memory: Memory
  /** An instance; with the memory of an app it is always the same one. @throws Blocked */
  open(): Promise<ServiceAgent>
  /** Puts the app's clock so many seconds ahead of the machine's; only where that can be done. */
  readonly setClock?: (offsetSeconds: number) => Promise<void>
  close(): Promise<void>
}

/** What the app said, in a few words. */
export const describeOutcome = (outcome: WorkOutcome): string => {
  if (outcome.kind === 'done') return 'done'
  if (outcome.kind === 'broken') return outcome.what
  return outcome.reason === undefined ? 'it failed' : `it failed: ${outcome.reason}`
}
