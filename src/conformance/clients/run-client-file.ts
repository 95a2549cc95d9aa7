// A client's file and where to test it: what a run of client checks starts from.

import type { ClientCheck } from '../client-checks/client-check.js'
import { checksFor } from '../client-checks/for-surface.js'
import { Blocked } from '../outcome.js'
import type { Progress } from '../run.js'
import { type Selection, selectChecks } from '../select.js'
import { type OpenOptions, summaryBeforehand } from '../targets/open.js'
import { UsageError } from '../usage-error.js'
import type { Pace } from '../wire/limiter.js'
import { Unreachable } from '../wire/wire.js'
import { quoted } from './client-report.js'
import type { ClientContent, WebByAddress } from './file/client-file.js'
import { type ClientFile, checkClientContent, clientAt, readClientFile } from './file/read-client-file.js'
import { guessClient } from './guess/guess-client.js'
import { mitmBudget, requireMitm } from './mitm/open-mitm.js'
import type { ClientOrg } from './org/client-org.js'
import { openOwnMock, withSecondMock } from './org/own-mock.js'
import { openRealOrg } from './org/real-org.js'
import { openRunningMock } from './org/running-mock.js'
import { proxyAdvice } from './proxy-advice.js'
import { type ClientRan, runOnClient } from './run-on-client.js'
import { blockedResults } from './undecided.js'

interface Options {
  readonly open: OpenOptions
  readonly selection: Selection
  readonly seed: string
  readonly signal: AbortSignal
  readonly pace: Pace
  readonly progress?: Progress
  readonly acceptProbe?: boolean
  /** The kit stands between the client and a real org. */
  readonly mitm?: boolean
  /** How the client is started, if it does not run already. */
  readonly exec?: Exec
}

interface Exec {
  readonly command: string
  /** Milliseconds until it must answer. */
  readonly timeoutMs: number
}

/** @throws UsageError with file, line and key */
export const readClient = (
  client: string | ClientContent | WebByAddress,
  { surroundings: { env } }: Pick<OpenOptions, 'surroundings'>,
): ClientFile => {
  if (typeof client !== 'string') return checkClientContent(client, env)
  return /^https?:\/\//.test(client) ? clientAt(client, env) : readClientFile(client, env)
}

/** The checks that a selection takes for this client; those of other kinds of clients are there to be named as skipped. */
export const clientChecksOf = (file: ClientFile, selection: Selection): readonly ClientCheck[] =>
  selectChecks(checksFor(file.content.client.kind), selection)

/** An adapter is told the issuer, and so is whatever the kit starts. */
const isTold = ({ content: { client } }: ClientFile, exec: Exec | undefined): boolean =>
  client.kind === 'library' || exec !== undefined || (client.kind === 'service' && !('url' in client.trigger))

/** @throws UsageError, Unreachable */
const openOrg = async (file: ClientFile, options: OpenOptions, told: boolean, pace: Pace): Promise<ClientOrg> => {
  const { target, issuer, admin, caFile } = options
  if (target === 'real') return openRealOrg(file, options, pace)
  const running = {
    ...(admin !== undefined && { admin }),
    ...(caFile !== undefined && { caFile }),
  }
  const org = await (issuer === undefined ? openOwnMock(file, told) : openRunningMock(file, { issuer, ...running }))
  return withSecondMock(org, file, told)
}

const commandLineOf = (file: ClientFile, options: OpenOptions, exec: Exec | undefined, mitm = false): string => {
  const { target, issuer, admin, caFile } = options
  const flags: Readonly<Record<string, string | undefined>> = {
    '--client': file.path,
    '--target': target,
    '--issuer': issuer,
    '--admin': admin,
    '--ca': caFile,
    '--exec': exec?.command,
  }
  const given = Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : `${flag} ${quoted(value)}`,
  )
  return ['conformance', ...given, ...(mitm ? ['--mitm'] : [])].join(' ')
}

/** Where an app answers that the kit starts. @throws UsageError */
const appUrlOf = ({ path, content: { client } }: ClientFile): string => {
  if ('start' in client) return client.start
  if ('url' in client && client.url !== undefined) return client.url
  if ('trigger' in client && 'url' in client.trigger) return client.trigger.url
  throw new UsageError(`--exec: nothing in ${path} says at which URL the app answers`)
}

/** What a run is called in every report of it, whatever comes of it. */
const namesOf = (file: ClientFile, { open, exec, selection, seed, mitm }: Options) => ({
  checks: clientChecksOf(file, selection),
  file,
  commandLine: commandLineOf(file, open, exec, mitm),
  seed,
})

/** An app that cannot even be asked where its logins start. */
const notFound = (file: ClientFile, options: Options, error: Error): ClientRan => {
  const { message: said } = error
  const advice = proxyAdvice(options.open.surroundings.env)
  const message =
    error instanceof Unreachable
      ? `no answer from ${said}: is it running? --exec starts it${advice === undefined ? '' : `; ${advice}`}`
      : said
  const { kind, name = new URL(file.path, 'http://localhost').host } = file.content.client
  return {
    summary: summaryBeforehand(options.open),
    client: { kind, name, file: file.path, line: file.line, diagnosis: message, exchanges: [] },
    results: blockedResults(namesOf(file, options), (text) => text),
    incidents: [{ kind: 'client', message }],
    requests: 0,
    cleanedUp: { revoked: 0, left: 0 },
  }
}

/** @throws UsageError if the file or the options make no sense, Unreachable if there is no org */
export const runClient = async (
  client: string | ClientContent | WebByAddress,
  options: Options,
): Promise<ClientRan> => {
  const { open, pace, exec, progress, acceptProbe, mitm, signal } = options
  const read = readClient(client, open)
  const { byAddress } = read
  const file = byAddress
    ? await guessClient(read, byAddress, options).catch((error: unknown) => {
        if (error instanceof Blocked || error instanceof Unreachable) return error
        throw error
      })
    : read
  if (file instanceof Error) return notFound(read, options, file)
  const url = exec && appUrlOf(file)
  if (mitm) requireMitm(file, open.target, exec !== undefined)
  const bounded = mitm ? { budget: mitmBudget, ...open } : open
  const org = await openOrg(file, bounded, isTold(file, exec), pace)
  try {
    const chromiumPath = open.surroundings.env.CHROMIUM_PATH
    const advice = proxyAdvice(open.surroundings.env)
    return await runOnClient({
      ...namesOf(file, options),
      org,
      signal,
      clock: pace.clock,
      ...(progress && { progress }),
      ...(acceptProbe !== undefined && { acceptProbe }),
      ...(mitm !== undefined && { mitm }),
      ...(advice !== undefined && { proxyAdvice: advice }),
      ...(exec && url !== undefined && { app: { ...exec, url } }),
      ...(chromiumPath !== undefined && { chromiumPath }),
    })
  } finally {
    await org.close()
  }
}
