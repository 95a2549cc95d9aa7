// A certificate that somebody brings: read, and checked before a port is opened with it.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { UsageError } from '../config/usage-error.js'
import type { KeyedCertificate } from './certificates.js'

/** A certificate, with its chain below it, and its key: PEM, or the names of files with PEM in them. */
export interface OwnCertificate {
  readonly cert: string
  readonly key: string
}

const isPem = (text: string): boolean => text.includes('-----BEGIN ')

const readText = async (file: string): Promise<string> => {
  if (isPem(file)) return file
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(`${file}: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`}`)
  }
}

const parse = <T>(read: () => T, complaint: string): T => {
  try {
    return read()
  } catch {
    throw new UsageError(complaint)
  }
}

/**
 * @param now epoch seconds by the machine's clock
 * @throws UsageError with one line that says what is wrong
 */
export const readOwnCertificate = async (own: OwnCertificate, now: number): Promise<KeyedCertificate> => {
  const [cert, key] = await Promise.all([readText(own.cert), readText(own.key)])
  const [certName, keyName] = [isPem(own.cert) ? 'cert' : own.cert, isPem(own.key) ? 'key' : own.key]
  const certificate = parse(() => new X509Certificate(cert), `${certName} is no certificate in PEM`)
  const privateKey = parse(() => createPrivateKey(key), `${keyName} is no private key in PEM, or needs a passphrase`)
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new UsageError(`${keyName} is not the key of the certificate in ${certName}`)
  }
  if (Date.parse(certificate.validTo) / 1000 <= now) {
    throw new UsageError(`the certificate in ${certName} expired on ${certificate.validTo}`)
  }
  return { cert, key }
}
