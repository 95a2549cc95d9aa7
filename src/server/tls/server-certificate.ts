// Which certificate the org is served with: one of the local authority, or one that somebody brings.
import { UsageError } from '../config/usage-error.js'
import { readAuthority } from './authority.js'
import { type OwnCertificate, readOwnCertificate } from './own-certificate.js'

/** `true`: a local authority is made once and kept in `stateDirectory`. */
export type Tls = true | OwnCertificate

/** What the listener needs, and which authority clients have to trust for it. */
export interface ServerCertificate {
  /** PEM. */
  readonly cert: string
  readonly key: string
  /** The certificate of the local authority; undefined where somebody brought their own. */
  readonly caFile?: string
}

const localCertificate = async (stateDirectory: string, now: number): Promise<ServerCertificate> => {
  try {
    const authority = await readAuthority(stateDirectory, now)
    const { createServerCertificate } = await import('./certificates.js')
    return { ...(await createServerCertificate(authority, now)), caFile: authority.caFile }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new UsageError(
      `no certificate authority can be kept in ${stateDirectory} (${code ?? message}): set XDG_STATE_HOME to a folder that can be written`,
      { cause: error },
    )
  }
}

/**
 * @param now epoch seconds by the machine's clock: clients of TLS know no other
 * @throws UsageError with one line that says what is wrong
 */
export const readServerCertificate = async (
  tls: Tls,
  stateDirectory: string,
  now: number,
): Promise<ServerCertificate> => (tls === true ? localCertificate(stateDirectory, now) : readOwnCertificate(tls, now))
