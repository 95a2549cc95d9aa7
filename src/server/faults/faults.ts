// The switchboard: which faults are on, for whom, and how often still.
import type { AnswerFault, Fault, FaultyEndpoint, TokenFault } from './fault.js'

/** When a fault that is switched on fires. */
export interface Arming {
  /** How many times still; without it until it is switched off. */
  readonly count?: number
  /** Only for this client. */
  readonly clientId?: string
  /** From 0 to 1; 1 by default. */
  readonly probability?: number
  /** What a probability below 1 is drawn from, so that a run can be repeated. */
  readonly seed?: number
}

/** A fault, and how it is switched on. */
export interface FaultState {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly armed: Arming | null
  /** How many times it fired since it was switched on. */
  readonly fired: number
}

/** The faults of one org. Off until somebody switches one on. */
export interface Faults {
  list(): Promise<readonly FaultState[]>
  /** @returns false if there is no such fault */
  arm(id: string, arming: Arming): Promise<boolean>
  disarm(id: string): boolean
  clear(): void
  /** Whether any fault is on. */
  readonly active: boolean
  /** The fault that fires on a token for this client; it counts. */
  takeTokenFault(kind: TokenFault['kind'], clientId: string | undefined): TokenFault | undefined
  /** Faults that could fire on an answer, in the order in which they were switched on; `fire` counts. */
  answerFaults(endpoint: FaultyEndpoint, clientId: string | undefined): readonly AnswerFault[]
  fire(fault: Fault): void
}

/** Repeatable numbers from 0 to 1 (mulberry32). */
const createDraw = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Armed {
  readonly fault: Fault
  readonly arming: Arming
  readonly draw: () => number
  fired: number
}

/** @param load gives every fault that can be switched on; not called before somebody asks for one */
export const createFaults = (load: () => Promise<readonly Fault[]>): Faults => {
  const armed = new Map<string, Armed>()

  const isDue = ({ arming, draw, fired }: Armed, clientId: string | undefined): boolean =>
    (arming.count === undefined || fired < arming.count) &&
    (arming.clientId === undefined || arming.clientId === clientId) &&
    (arming.probability === undefined || draw() < arming.probability)

  const fire = ({ id }: Fault): void => {
    const entry = armed.get(id)
    if (entry) entry.fired += 1
  }

  return {
    list: async () =>
      (await load()).map(({ id, title, why }) => {
        const entry = armed.get(id)
        return { id, title, why, armed: entry?.arming ?? null, fired: entry?.fired ?? 0 }
      }),
    arm: async (id, arming) => {
      const fault = (await load()).find((candidate) => candidate.id === id)
      if (fault === undefined) return false
      armed.set(id, { fault, arming, draw: createDraw(arming.seed ?? 0), fired: 0 })
      return true
    },
    disarm: (id) => armed.delete(id),
    clear: () => armed.clear(),
    get active() {
      return armed.size > 0
    },
    takeTokenFault: (kind, clientId) => {
      for (const entry of armed.values()) {
        const { fault } = entry
        if (fault.kind === 'answer' || fault.kind !== kind || !isDue(entry, clientId)) continue
        fire(fault)
        return fault
      }
      return undefined
    },
    answerFaults: (endpoint, clientId) =>
      [...armed.values()].flatMap((entry) =>
        entry.fault.kind === 'answer' && entry.fault.endpoint === endpoint && isDue(entry, clientId)
          ? [entry.fault]
          : [],
      ),
    fire,
  }
}
