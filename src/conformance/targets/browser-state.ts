// A person's signed-in browser, kept for later runs: encrypted, readable by its owner alone, and not for ever.
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../usage-error.js'

/** What is kept. */
export interface BrowserState {
  /** The org that it is for. */
  readonly issuer: string
  /** Epoch seconds. */
  readonly expiresAt: number
  /** A cookie jar of tough-cookie, serialised. */
  readonly jar: unknown
}

/** Okta's sessions last two hours by default; who chose longer ones signs in again after twelve. */
export const stateLifetimeSeconds = 12 * 3600

/** Where the state of an org is kept. @param home the person's */
export const stateFile = (home: string, issuer: string): string =>
  join(home, '.config', 'mockta', `${new URL(issuer).host.replace(':', '-')}.state`)

const algorithm = 'aes-256-gcm'

/** @throws UsageError */
export const requireKey = (key: string | undefined): string => {
  if (key !== undefined && key.length >= 12) return key
  throw new UsageError('CONFORMANCE_STATE_KEY must be set, 12 characters or more: it encrypts the stored browser state')
}

export const writeState = (path: string, state: BrowserState, key: string | undefined): void => {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv(algorithm, scryptSync(requireKey(key), salt, 32), iv)
  const body = Buffer.concat([cipher.update(JSON.stringify(state), 'utf8'), cipher.final()])
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, Buffer.concat([salt, iv, cipher.getAuthTag(), body]), { mode: 0o600 })
}

const decrypt = (content: Buffer, key: string): string => {
  const decipher = createDecipheriv(algorithm, scryptSync(key, content.subarray(0, 16), 32), content.subarray(16, 28))
  decipher.setAuthTag(content.subarray(28, 44))
  return Buffer.concat([decipher.update(content.subarray(44)), decipher.final()]).toString('utf8')
}

/**
 * Undefined where there is none, or where it has expired.
 *
 * @param now epoch seconds
 * @throws UsageError if the key is missing or wrong
 */
export const readState = (
  path: string,
  issuer: string,
  key: string | undefined,
  now: number,
): BrowserState | undefined => {
  let content: Buffer
  try {
    content = readFileSync(path)
  } catch {
    return undefined
  }
  let text: string
  try {
    text = decrypt(content, requireKey(key))
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(
      `${path} cannot be read with this CONFORMANCE_STATE_KEY: delete it, or run conformance login again`,
    )
  }
  const state = JSON.parse(text) as BrowserState
  return state.issuer === issuer && state.expiresAt > now ? state : undefined
}
