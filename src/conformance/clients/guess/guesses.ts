// What of a client was guessed, and what may be said on that ground.
import type { ClientSummary } from '../../result.js'
import type { ClientResult } from '../client-result.js'
import type { ClientFile } from '../file/read-client-file.js'
import type { Control } from '../run-control.js'
import { clientYaml } from './client-yaml.js'

/** The page that is watched for somebody's name where the file names no probe. */
const guessedProbeOf = ({ content }: ClientFile): string | undefined =>
  content.client.kind === 'web' && !('probe' in content && content.probe)
    ? new URL('/', content.client.start).href
    : undefined

/** What is said of a login that does not work: it may be about the guess alone. */
export const diagnosisOn = (
  file: ClientFile,
  { diagnosis, refusedByOrg = false }: Pick<Control, 'diagnosis' | 'refusedByOrg'>,
): string | undefined => {
  const probe = guessedProbeOf(file)
  return diagnosis === undefined || probe === undefined || refusedByOrg
    ? diagnosis
    : `${diagnosis}; who is signed in was read from ${probe}, where the person’s name must stand, or on a usual page of their own: if it does not, say in a file where to look (probe)`
}

/** For the report: what was guessed, and a file that says it. */
export const guessesOf = (
  file: ClientFile,
  probedAt: string | undefined,
): Pick<ClientSummary, 'guessedProbe' | 'guessed'> => {
  const guessed = guessedProbeOf(file)
  const probe = guessed && (probedAt ?? guessed)
  return {
    ...(probe !== undefined && { guessedProbe: probe }),
    ...(file.guessed && { guessed: { ...file.guessed, file: clientYaml(file.content, probe) } }),
  }
}

/** What would be grave is not said on a guess. @param acceptProbe somebody looked whether the guess is right */
export const asFarAsGuessed = (
  result: ClientResult,
  { file, acceptProbe = false }: { readonly file: ClientFile; readonly acceptProbe?: boolean },
): ClientResult => {
  const what = guessedProbeOf(file) === undefined ? file.guessed && 'where a login starts' : 'the probe'
  const isGrave = result.verdict === 'fail' && ['critical', 'high'].includes(result.severity)
  if (acceptProbe || what === undefined || !isGrave) return result
  const outcome = `${result.outcome}; but ${what} is guessed: look whether it is right, then say --accept-probe`
  return { ...result, verdict: 'inconclusive', outcome }
}
