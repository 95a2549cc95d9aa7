// The local authority of this user: made once, kept on disk, made anew before it expires.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import type { KeyedCertificate } from './certificates.js'

/** An authority, and the file with its certificate: what clients are told to trust. */
export interface Authority extends KeyedCertificate {
  readonly caFile: string
}

/** Made anew when it has less left than this: nobody wants it to expire in the middle of a run. */
const spareSeconds = 30 * 86_400

const caName = 'ca.pem'
const keyName = 'ca-key.pem'

const read = async (folder: string): Promise<KeyedCertificate | undefined> => {
  try {
    const [cert, key] = await Promise.all([
      readFile(join(folder, caName), 'utf8'),
      readFile(join(folder, keyName), 'utf8'),
    ])
    return { cert, key }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Whether the two belong together and last a while still. */
const isSound = ({ cert, key }: KeyedCertificate, now: number): boolean => {
  try {
    const certificate = new X509Certificate(cert)
    return (
      certificate.ca &&
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(certificate.validTo) / 1000 > now + spareSeconds
    )
  } catch {
    return false
  }
}

/** Written beside and moved into place, so that nobody ever reads half of it. */
const write = async (directory: string, folder: string, { cert, key }: KeyedCertificate): Promise<void> => {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const draft = await mkdtemp(join(directory, 'draft-'))
  await writeFile(join(draft, keyName), key, { mode: 0o600 })
  await writeFile(join(draft, caName), cert)
  try {
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true })
    // Another mock was quicker: its authority is as good.
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
  }
}

/**
 * The authority in `directory`. Made if there is none, if it is damaged or if it is about to expire.
 *
 * @param now epoch seconds by the machine's clock
 */
export const readAuthority = async (directory: string, now: number): Promise<Authority> => {
  const folder = join(directory, 'tls')
  const caFile = join(folder, caName)
  const kept = await read(folder)
  if (kept && isSound(kept, now)) return { ...kept, caFile }

  const { createAuthority } = await import('./certificates.js')
  if (kept) await rm(folder, { recursive: true })
  await write(directory, folder, await createAuthority(now, `${userInfo().username}@${hostname()}`))
  const made = await read(folder)
  if (made === undefined) throw new Error(`${folder} was removed while it was written`)
  return { ...made, caFile }
}
