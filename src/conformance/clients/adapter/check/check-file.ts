// `conformance adapter check`, from a client file or a command to what came of it: on a mock that exists for this check alone.
import { dirname, resolve } from 'node:path'
import { UsageError } from '../../../usage-error.js'
import { type ClientFile, checkClientContent, readClientFile } from '../../file/read-client-file.js'
import { openClient } from '../../open-client.js'
import { openOwnMock, withSecondMock } from '../../org/own-mock.js'
import { hostsOf } from '../../org/registration.js'
import { knowing } from '../../people.js'
import { recordedSide } from '../../recorded-side.js'
import { createRecorder } from '../../recorder.js'
import { type AdapterCheck, checkAdapter } from './check-adapter.js'

/** A client file is named as one; anything else is a command. */
const isFileName = (subject: string): boolean => /^\S+\.(ya?ml|json)$/.test(subject)

const commandScopes = ['openid', 'profile', 'offline_access']

const readSubject = (subject: string, env: Readonly<Record<string, string | undefined>>): ClientFile =>
  isFileName(subject)
    ? readClientFile(subject, env)
    : checkClientContent(
        { client: { kind: 'library', command: subject, scopes: commandScopes, second_issuer: {} } },
        {},
      )

/**
 * @param subject a client file, or the command that starts an adapter
 * @param signal ends the check; what was not tried by then is told as broken
 * @throws UsageError if the file makes no sense, or describes no library
 */
export const checkAdapterOf = async (
  subject: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<AdapterCheck> => {
  const file = readSubject(subject, env)
  const { content, path } = file
  if (content.client.kind !== 'library') {
    throw new UsageError(
      `${path}:${file.line}: client.kind: adapter check is for a library, not for ${content.client.kind}`,
    )
  }
  const org = await withSecondMock(await openOwnMock(file, true), file, true)
  const { second } = org
  try {
    const policy = { ...org.policy, hosts: [...org.policy.hosts, ...hostsOf(file)] }
    const recorder = createRecorder({
      issuer: org.summary.issuer,
      transport: org.transport,
      policy,
      rules: org.rules(policy),
      secrets: org.secrets,
      signal,
      clock: () => performance.now(),
    })
    const open = async () => {
      const driver = await openClient({
        content,
        directory: isFileName(subject) ? dirname(resolve(path)) : '.',
        issuer: org.summary.issuer,
        registration: org.registration,
        ...(second && { second: { issuer: second.summary.issuer, registration: second.registration } }),
        recorder,
        signal,
      })
      if (driver.surface === 'service') throw new UsageError(`${path}: adapter check is for a library`)
      return knowing(driver, org.people)
    }
    const { tried, ...checked } = await checkAdapter(open, recordedSide(org, recorder))
    const told = tried.map((one) => (one.detail === undefined ? one : { ...one, detail: recorder.redact(one.detail) }))
    return { ...checked, tried: told }
  } finally {
    await org.close()
  }
}
