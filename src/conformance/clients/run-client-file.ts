// A client's file and where to test it: what a run of client checks starts from.

import type { ClientCheck } from '../client-checks/client-check.js'
import type { Progress } from '../run.js'
import type { OpenOptions } from '../targets/open.js'
import { UsageError } from '../usage-error.js'
import type { Pace } from '../wire/limiter.js'
import { quoted } from './client-report.js'
import type { ClientContent } from './file/client-file.js'
import { type ClientFile, checkClientContent, readClientFile } from './file/read-client-file.js'
import type { ClientOrg } from './org/client-org.js'
import { openOwnMock } from './org/own-mock.js'
import { openRunningMock } from './org/running-mock.js'
import { type ClientRan, runOnClient } from './run-on-client.js'

interface Options {
  readonly open: OpenOptions
  readonly checks: readonly ClientCheck[]
  readonly seed: string
  readonly signal: AbortSignal
  readonly pace: Pace
  readonly progress?: Progress
}

/** @throws UsageError with file, line and key */
export const readClient = (
  client: string | ClientContent,
  { surroundings: { env } }: Pick<OpenOptions, 'surroundings'>,
): ClientFile => (typeof client === 'string' ? readClientFile(client, env) : checkClientContent(client, env))

/** An adapter is told the issuer, and so is whatever the kit starts. */
const isTold = ({ content: { client } }: ClientFile): boolean => client.kind === 'library'

/** @throws UsageError, Unreachable */
const openOrg = (file: ClientFile, { target, issuer, admin, caFile }: OpenOptions): Promise<ClientOrg> => {
  if (target === 'real') throw new UsageError('--client with --target real is not built yet: use --target mock')
  if (issuer === undefined) return openOwnMock(file, isTold(file))
  return openRunningMock(file, {
    issuer,
    ...(admin !== undefined && { admin }),
    ...(caFile !== undefined && { caFile }),
  })
}

const commandLineOf = (file: ClientFile, { target, issuer, admin, caFile }: OpenOptions): string =>
  [
    'conformance',
    ...Object.entries({
      '--client': file.path,
      '--target': target,
      '--issuer': issuer,
      '--admin': admin,
      '--ca': caFile,
    })
      .filter(([, value]) => value !== undefined)
      .map(([flag, value]) => `${flag} ${quoted(value ?? '')}`),
  ].join(' ')

/** @throws UsageError if the file or the options make no sense, Unreachable if there is no org */
export const runClient = async (client: string | ClientContent, options: Options): Promise<ClientRan> => {
  const { open, pace, ...rest } = options
  const file = readClient(client, open)
  const org = await openOrg(file, open)
  try {
    return await runOnClient({ ...rest, file, org, commandLine: commandLineOf(file, open), clock: pace.clock })
  } finally {
    await org.close()
  }
}
