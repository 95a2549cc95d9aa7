// A run of client checks from its file to its results: opens the org and the client, proves the client, runs, closes.
import { dirname, resolve } from 'node:path'
import type { ClientCheck } from '../client-checks/client-check.js'
import { Blocked } from '../outcome.js'
import type { ClientSummary, Incident, Result, TargetSummary } from '../result.js'
import type { Progress, Ran } from '../run.js'
import type { Exchange } from '../wire/exchange.js'
import { Unreachable } from '../wire/wire.js'
import { appEnvironment } from './app-environment.js'
import { type AppCommand, startApp } from './app-process.js'
import { type Recorded, toResult } from './client-report.js'
import type { ClientResult } from './client-result.js'
import type { ClientFile } from './file/read-client-file.js'
import { asFarAsGuessed, diagnosisOn, guessesOf } from './guess/guesses.js'
import { openMitm } from './mitm/open-mitm.js'
import { openClient } from './open-client.js'
import type { ClientOrg } from './org/client-org.js'
import { hostsOf } from './org/registration.js'
import { knowing } from './people.js'
import { recordedSide } from './recorded-side.js'
import { createRecorder, type Recorder } from './recorder.js'
import { type ClientRunOptions, runClientChecks } from './run-client.js'
import { runServiceChecks } from './service/run-service.js'
import { blockedResults, unprovenFor } from './undecided.js'

/** What to run on which client. */
export interface ClientRunRequest {
  readonly file: ClientFile
  readonly org: ClientOrg
  readonly checks: readonly ClientCheck[]
  readonly seed: string
  readonly signal: AbortSignal
  /** The app, where the kit starts it. */
  readonly app?: Pick<AppCommand, 'command' | 'url' | 'timeoutMs'>
  /** CHROMIUM_PATH, for an app that needs a browser. */
  readonly chromiumPath?: string
  /** Somebody looked at the probe that is guessed where the file names none. */
  readonly acceptProbe?: boolean
  /** The kit stands between the client and the org. */
  readonly mitm?: boolean
  /** What to think of where nothing answers. */
  readonly proxyAdvice?: string
  /** How this run is started again, without what selects checks. */
  readonly commandLine: string
  readonly progress?: Progress
  /** Milliseconds, any origin. */
  readonly clock: () => number
}

/** What came of it. */
export interface ClientRan extends Ran {
  readonly summary: TargetSummary
  readonly client: ClientSummary
}

interface Told {
  readonly results: readonly Result[]
  readonly name: string
  readonly diagnosis?: string
  /** Why less was checked than was asked for. */
  readonly aside?: string
  /** Where it was read who is signed in. */
  readonly probedAt?: string
  /** Of the control, where it failed. */
  readonly exchanges?: readonly Exchange[]
}

/** Nobody comes back to a client that was left. */
const until = <Agent, Kind extends { open(): Promise<Agent> }>(signal: AbortSignal, driver: Kind): Kind => ({
  ...driver,
  open: async () => {
    if (signal.aborted) throw new Blocked('interrupted')
    return driver.open()
  },
})

const runWith = async (request: ClientRunRequest, recorder: Recorder): Promise<Told> => {
  const { file, org, checks, seed, signal, clock, commandLine } = request
  const { second } = org
  const side = recordedSide(org, recorder)
  const unproven = unprovenFor(file)
  const recordings = new Map<string, Recorded>()
  let diagnosis: string | undefined
  let aside: string | undefined
  let exchanges: readonly Exchange[] = []
  let startedAt = clock()
  let moment = (await side.journal?.now()) ?? 0

  /** What was said since the last check ended. */
  const record = async (): Promise<Recorded> => {
    // A mock that does not tell what it saw is no reason to lose what was found; the recorder has what went through the kit.
    const seen = org.relay ? [] : ((await side.journal?.since(moment).catch(() => [])) ?? [])
    moment = seen.at(-1)?.id ?? moment
    const { redact } = recorder
    const durationMs = clock() - startedAt
    startedAt = clock()
    return { exchanges: recorder.take(seen), durationMs, redact, commandLine, seed }
  }
  const recorded = async (id: string): Promise<Recorded> => {
    const known = recordings.get(id) ?? (await record())
    recordings.set(id, known)
    return known
  }

  /** As far as it can be said: not past a diagnosis, nor on the word of a probe that nobody looked at. */
  const told = (result: ClientResult): ClientResult => {
    if (diagnosis !== undefined && result.verdict === 'blocked') return { ...result, outcome: unproven }
    return asFarAsGuessed(result, request)
  }

  const driver = await openClient({
    content: file.content,
    directory: dirname(resolve(file.path)),
    issuer: org.summary.issuer,
    registration: org.registration,
    recorder,
    signal,
    env: appEnvironment(org),
    people: org.people,
    ...(second && { second: { issuer: second.summary.issuer, registration: second.registration } }),
    ...(request.chromiumPath !== undefined && { chromiumPath: request.chromiumPath }),
    ...(org.caFile !== undefined && { caFile: org.caFile }),
    ...(org.relay && { relay: org.relay.answer }),
  })
  // Whatever waits for the client stops waiting.
  const stop = (): void => void driver.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const run: Omit<ClientRunOptions, 'driver'> = {
      checks,
      org: side,
      levels: org.levels,
      seed,
      signal,
      proven: async (control, bypass) => {
        aside = bypass
        const why = diagnosisOn(file, control)
        const proxy = control.unreachable && request.proxyAdvice
        const said = [why, why && org.trouble?.(), proxy].filter(Boolean).join('; ')
        diagnosis = said === '' ? undefined : recorder.redact(said)
        exchanges = (await record()).exchanges
      },
      finished: async (result, done, total) => {
        // Also where nobody listens: what was said belongs to the check that has just ended.
        const ended = toResult(told(result), await recorded(result.check.id))
        // What a diagnosis blocks is told once, by the diagnosis, and what is about other kinds of clients not at all.
        const isToTell = diagnosis === undefined && result.check.surfaces.includes(file.content.client.kind)
        if (isToTell) request.progress?.finished?.(ended, done, total)
      },
    }
    const results =
      driver.surface === 'service'
        ? await runServiceChecks({ ...run, driver: until(signal, driver) })
        : await runClientChecks({ ...run, driver: until(signal, knowing(driver, org.people)) })
    const all = await Promise.all(
      results.map(async (result) => toResult(told(result), await recorded(result.check.id))),
    )
    return {
      results: all,
      name: driver.name,
      ...('probedAt' in driver && driver.probedAt && { probedAt: driver.probedAt() }),
      ...(aside !== undefined && { aside }),
      ...(diagnosis !== undefined && { diagnosis, exchanges }),
    }
  } finally {
    signal.removeEventListener('abort', stop)
    await driver.close()
  }
}

/** Around the run, the app: whatever happens, it ends. A text that says how it died is the diagnosis then. */
const runWithApp = async (request: ClientRunRequest, recorder: Recorder): Promise<Told> => {
  const { app, org } = request
  const signal = AbortSignal.any([request.signal, recorder.stopped])
  if (app === undefined) return runWith({ ...request, signal }, recorder)
  const running = await startApp({ ...app, env: appEnvironment(org), signal })
  try {
    const told = await runWith({ ...request, signal: AbortSignal.any([signal, running.died]) }, recorder)
    if (running.died.aborted) return { ...told, diagnosis: recorder.redact(String(running.died.reason)) }
    const said = running.said()
    if (told.diagnosis === undefined || said === '') return told
    return { ...told, diagnosis: `${told.diagnosis}; the app said:\n${recorder.redact(said)}` }
  } catch (error) {
    throw running.died.aborted ? new Blocked(String(running.died.reason)) : error
  } finally {
    await running.close()
  }
}

/** A client that cannot be opened is a diagnosis, not an error. @throws UsageError */
export const runOnClient = async (request: ClientRunRequest): Promise<ClientRan> => {
  const { file, org, signal, clock } = request
  const { second } = org
  const hosts = [...new Set([...org.policy.hosts, ...hostsOf(file)])]
  const policy = { ...org.policy, hosts }
  const recorder = createRecorder({
    issuer: org.summary.issuer,
    ...(second && { secondIssuer: second.summary.issuer }),
    transport: org.transport,
    policy,
    rules: org.rules(policy),
    ...(org.relayRules && { relayRules: org.relayRules }),
    secrets: org.secrets,
    signal,
    clock,
  })
  const mitm = request.mitm ? await openMitm(file, org, recorder) : undefined
  let told: Told
  try {
    told = await runWithApp({ ...request, org: mitm?.org ?? org }, recorder)
  } catch (error) {
    if (!(error instanceof Blocked || error instanceof Unreachable)) throw error
    told = {
      results: blockedResults(request, recorder.redact),
      name: file.content.client.name ?? file.content.client.kind,
      diagnosis: recorder.redact(error.message),
      exchanges: recorder.take([]),
    }
  } finally {
    await mitm?.close()
  }
  const cleanedUp = (await org.giveBack?.()) ?? { revoked: 0, left: 0 }
  const { results, name, diagnosis, aside, exchanges = [] } = told
  const broken = recorder.broken()
  const incidents: readonly Incident[] = [
    ...broken.map(({ rule, message }) => ({
      kind: 'safety-rule' as const,
      message: recorder.redact(`${rule}: ${message}`),
    })),
    ...(signal.aborted ? [{ kind: 'interrupted' as const, message: 'interrupted' }] : []),
    ...(aside === undefined ? [] : [{ kind: 'client' as const, message: aside }]),
    ...(diagnosis !== undefined && !signal.aborted ? [{ kind: 'client' as const, message: diagnosis }] : []),
  ]
  return {
    summary: org.summary,
    client: {
      kind: file.content.client.kind,
      name,
      file: file.path,
      line: file.line,
      ...guessesOf(file, told.probedAt),
      ...(diagnosis !== undefined && { diagnosis, exchanges }),
    },
    results,
    incidents,
    requests: recorder.count(),
    cleanedUp,
  }
}
