// What the checks of one run share on one target.
import type { JSONWebKeySet } from 'jose'
import type { Login } from './context.js'
import type { Target } from './targets/target.js'
import { createRunWire, type RunWire } from './wire/create-wire.js'
import type { Pace } from './wire/limiter.js'
import { createObtained, type Obtained } from './wire/obtained.js'
import { createRedactor } from './wire/redact/redactor.js'
import { cleanUpRules, createRules } from './wire/rules/index.js'
import type { Wire } from './wire/wire.js'

/** Computes once for each key; a failure is not kept. */
export type Once<T> = (key: string, compute: () => Promise<T>) => Promise<T>

/** One opened target and what has been learned from it. */
export interface RunState {
  readonly target: Target
  readonly wire: RunWire
  /** The tokens that the target gave. */
  readonly obtained: Obtained
  readonly seed: string
  /** The target's time as far as is known, epoch seconds. */
  readonly now: () => number
  /** By app and scope. */
  readonly logins: Once<Login>
  readonly keys: Once<JSONWebKeySet>
  /** A wire for giving things back, even when the run was stopped. */
  cleanUpWire(signal: AbortSignal): Wire
}

interface Options {
  readonly target: Target
  readonly seed: string
  /** Epoch seconds of this machine. */
  readonly now: () => number
  readonly pace: Pace
  readonly signal: AbortSignal
}

/** What must never be written, from the settings. */
const secretsOf = ({ settings: { apps, users, apiToken } }: Target): readonly string[] =>
  [
    ...apps.flatMap(({ clientSecret, privateKey }) => [
      clientSecret,
      typeof privateKey?.key === 'string' ? privateKey.key : undefined,
    ]),
    ...users.flatMap(({ login, password, totpSecret }) => [login, password, totpSecret]),
    apiToken,
  ].filter((secret) => secret !== undefined)

const createOnce = <T>(): Once<T> => {
  const kept = new Map<string, Promise<T>>()
  return (key, compute) => {
    const computed = kept.get(key) ?? compute()
    kept.set(key, computed)
    computed.catch(() => kept.delete(key))
    return computed
  }
}

export const createRunState = ({ target, seed, now: machineNow, pace, signal }: Options): RunState => {
  const now = (): number => machineNow() + (target.clockAhead?.() ?? 0)
  const redactor = createRedactor()
  for (const secret of secretsOf(target)) redactor.learn(secret)
  const obtained = createObtained()
  const rules = createRules({ target, obtained, pace, now })
  const parts = { transport: target.transport, policy: target.policy, redactor, clock: pace.clock }
  return {
    target,
    wire: createRunWire({ ...parts, rules, signal }),
    obtained,
    seed,
    now,
    logins: createOnce(),
    keys: createOnce(),
    cleanUpWire: (until) =>
      createRunWire({ ...parts, rules: cleanUpRules({ target, obtained, pace, now }), signal: until }).forCheck().wire,
  }
}
