// What is said of every check where a client could not even be opened: blocked, each for the same reason.
import type { ClientCheck } from '../client-checks/client-check.js'
import type { Result } from '../result.js'
import { toResult } from './client-report.js'
import type { ClientFile } from './file/read-client-file.js'
import { severityOf } from './severity.js'

export const unprovenFor = ({ content: { client } }: ClientFile): string =>
  `nothing can be said while an ordinary ${client.kind === 'service' ? 'call' : 'login'} does not work`

/** What a client is taken for before it was seen. */
const unknownFacts = (file: ClientFile) => ({
  surface: file.content.client.kind,
  responseType: 'code',
  confidential: true,
  pkceBound: false,
  sendsNonce: false,
  issuers: 1,
})

interface Undecided {
  readonly checks: readonly ClientCheck[]
  readonly file: ClientFile
  readonly commandLine: string
  readonly seed: string
}

/** @param redact takes secrets out */
export const blockedResults = (
  { checks, file, commandLine, seed }: Undecided,
  redact: (text: string) => string,
): readonly Result[] =>
  checks.map((check) => {
    const judged = { check, ...severityOf(check, unknownFacts(file)) }
    const { kind } = file.content.client
    return toResult(
      check.surfaces.includes(kind)
        ? { ...judged, verdict: 'blocked', outcome: unprovenFor(file) }
        : { ...judged, verdict: 'skip', outcome: `not for ${kind} clients` },
      { exchanges: [], durationMs: 0, redact, commandLine, seed },
    )
  })
