// From an app's address to its file: the app is asked where its logins start and end, with the issuer there for it to redirect to.

import { mockIssuer } from '../../targets/mock-admin.js'
import { type OpenOptions, realOptions } from '../../targets/open.js'
import { readIssuer } from '../../targets/real.js'
import { appEnvironment, secretIn } from '../app-environment.js'
import { startApp } from '../app-process.js'
import type { WebByAddress } from '../file/client-file.js'
import { type ClientFile, withLogin } from '../file/read-client-file.js'
import { openWire } from '../open-wire.js'
import { openOwnMock } from '../org/own-mock.js'
import { readRegistration } from '../org/registration.js'
import { findLogin } from './find-login.js'

interface Surroundings {
  readonly open: OpenOptions
  readonly signal: AbortSignal
  /** How the app is started, if it does not run already. */
  readonly exec?: { readonly command: string; readonly timeoutMs: number }
}

/** The issuer, which has to be there while the app is asked. */
interface OpenIssuer {
  readonly issuer: string
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Nothing is sent to an org or a mock that runs: the app only has to know where it is. */
const openIssuer = async (file: ClientFile, { open, exec }: Surroundings): Promise<OpenIssuer> => {
  const { target, issuer: given, caFile } = open
  if (target === 'mock' && given === undefined) {
    const org = await openOwnMock(file, exec !== undefined)
    const { OKTA_REDIRECT_URI: _, ...env } = appEnvironment(org)
    return { issuer: org.summary.issuer, env, close: () => org.close() }
  }
  const issuer = target === 'mock' ? mockIssuer(given ?? '') : readIssuer(given ?? realOptions(open).settings.issuer)
  const registration = readRegistration(file)
  const known = { summary: { issuer }, registration, ...(caFile !== undefined && { caFile }) }
  const { OKTA_REDIRECT_URI: _, ...env } = appEnvironment(known)
  return { issuer, env, close: async () => {} }
}

/**
 * The same file with what was found out, for a file that names nothing but the app's address.
 *
 * @throws UsageError, Blocked, Unreachable
 */
export const guessClient = async (
  file: ClientFile,
  byAddress: WebByAddress,
  around: Surroundings,
): Promise<ClientFile> => {
  const { open, exec, signal } = around
  const { url: address, client_id: knownId, client_secret: knownSecret } = byAddress.client
  const { issuer, env, close } = await openIssuer(file, around)
  const { wire, close: hangUp } = openWire([address], signal, open.caFile)
  try {
    const app = exec && (await startApp({ ...exec, url: address, env, signal }))
    try {
      const { start, callback, clientId } = await findLogin(address, issuer, wire)
      const secret = knownSecret ?? (exec ? undefined : secretIn(open.surroundings.env))
      const client = {
        ...byAddress.client,
        client_id: knownId ?? clientId,
        ...(secret !== undefined && { client_secret: secret }),
      }
      const guessed = { start, callback }
      return { path: file.path, line: file.line, content: withLogin({ ...byAddress, client }, guessed), guessed }
    } finally {
      await app?.close()
    }
  } finally {
    await hangUp()
    await close()
  }
}
