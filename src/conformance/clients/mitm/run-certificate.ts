// A certificate for the org's name, of an authority that lives as long as the run and whose key is never written anywhere.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import type { KeyedCertificate, ServerName } from '../../../server/tls/certificates.js'

/** What the proxy is in the client's eyes, and what the client has to trust for it. */
export interface RunCertificate {
  readonly server: KeyedCertificate
  /** PEM of the authority, for clients that trust it beside those they know. */
  readonly caFile: string
  /** PEM of the authority and of all that are usually trusted, for clients that trust one file alone. */
  readonly bundleFile: string
  /** Removes both files. */
  close(): Promise<void>
}

/** Days: a run takes minutes, and clocks differ. */
const lifetime = 1

const nameOf = (hostname: string): ServerName => {
  const value = hostname.replace(/^\[|\]$/g, '')
  return { type: isIP(value) ? 'ip' : 'dns', value }
}

/** A name that no org has, for what nobody should ask; undefined where the org has none itself. */
export const strayName = (hostname: string): string | undefined =>
  nameOf(hostname).type === 'dns' ? `elsewhere.${hostname}` : undefined

/**
 * @param hostname of the org: the authority can vouch for it and for nothing else
 * @param orgCaFile what the client had to trust without the proxy
 * @param now epoch seconds by the machine's clock
 */
export const makeRunCertificate = async (
  hostname: string,
  orgCaFile: string | undefined,
  now: number,
): Promise<RunCertificate> => {
  const { createAuthority, createServerCertificate } = await import('../../../server/tls/certificates.js')
  const names = [nameOf(hostname)]
  const stray = strayName(hostname)
  const authority = await createAuthority(now, 'one conformance run', { names, days: lifetime })
  const served = [...names, ...(stray === undefined ? [] : [nameOf(stray)])]
  const server = await createServerCertificate(authority, now, served)
  // For its owner only, whatever the umask says.
  const directory = await mkdtemp(join(tmpdir(), 'conformance-'))
  const own = [authority.cert, ...(orgCaFile === undefined ? [] : [readFileSync(orgCaFile, 'utf8')])]
  const write = async (name: string, certificates: readonly string[]): Promise<string> => {
    const file = join(directory, name)
    await writeFile(file, `${certificates.map((pem) => pem.trim()).join('\n')}\n`, { mode: 0o600 })
    return file
  }
  return {
    server,
    caFile: await write('ca.pem', own),
    bundleFile: await write('bundle.pem', [...rootCertificates, ...own]),
    close: () => rm(directory, { recursive: true, force: true }),
  }
}
