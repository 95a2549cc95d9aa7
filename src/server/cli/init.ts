// `mockta init`: a configuration to start from, and a key pair for its service app.
import { generateKeyPair } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { UsageError } from '../config/usage-error.js'
import { systemRandom } from '../random.js'
import { initTemplate } from './init-template.js'
import { schemaLocation } from './schema-location.js'

/** Where to write, and whether to replace what is there. */
export interface InitOptions {
  readonly directory: string
  readonly force: boolean
}

const configFile = 'mockta.yaml'
const keyFile = 'service-app-private-key.json'

interface KeyPair {
  readonly privateJwk: JWK
  readonly publicJwk: JWK
}

const makeKeyPair = async (): Promise<KeyPair> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const { kty = 'RSA', e = '', n = '', ...secret }: JWK = privateKey.export({ format: 'jwk' })
  const head = { kty, kid: await calculateJwkThumbprint({ kty, e, n }), use: 'sig', alg: 'RS256' }
  return { privateJwk: { ...head, e, n, ...secret }, publicJwk: { ...head, e, n } }
}

interface NewFile {
  readonly path: string
  readonly text: string
  readonly mode: number
}

const explanations: Readonly<Record<string, string>> = {
  EACCES: 'may not be written',
  EPERM: 'may not be written',
  EROFS: 'is on a file system that may not be written',
}

/** Mistakes of the command line become one line; the rest stays what it is. */
const explain = (error: unknown, path: string, more: Readonly<Record<string, string>>): unknown => {
  const text = { ...explanations, ...more }[(error as NodeJS.ErrnoException).code ?? '']
  return text === undefined ? error : new UsageError(`${path} ${text}`, { cause: error })
}

/** Never writes over a file, and leaves none behind where a later one cannot be written. */
const writeNew = async (files: readonly NewFile[]): Promise<void> => {
  const written: string[] = []
  for (const { path, text, mode } of files) {
    try {
      await writeFile(path, text, { flag: 'wx', mode })
      written.push(path)
    } catch (error) {
      await Promise.all(written.map((each) => rm(each)))
      throw explain(error, path, { EEXIST: 'exists: nothing was written, --force replaces it' })
    }
  }
}

const makeDirectory = async (directory: string): Promise<void> => {
  try {
    await mkdir(directory, { recursive: true })
  } catch (error) {
    throw explain(error, directory, { EEXIST: 'is not a directory', ENOTDIR: 'is not in a directory' })
  }
}

const nextSteps = (directory: string): string => {
  const path = join(directory, configFile)
  const start = directory === '.' ? 'mockta' : `mockta --config ${path}`
  const check = `mockta check ${path}`
  const width = Math.max(start.length, check.length)
  return `Wrote ${path}
Wrote ${join(directory, keyFile)}, the private key of its service app: keep it out of version control

Next:
  ${start.padEnd(width)}  starts the org
  ${check.padEnd(width)}  says what is wrong with the file, after a change
`
}

/**
 * Writes both files.
 *
 * @returns what to do next
 * @throws UsageError if a file exists and may not be replaced, or cannot be written
 */
export const init = async ({ directory, force }: InitOptions): Promise<string> => {
  const { privateJwk, publicJwk } = await makeKeyPair()
  const config = initTemplate({
    schema: schemaLocation(directory),
    webClientId: systemRandom.id('0oa'),
    webClientSecret: systemRandom.bytes(48).toString('base64url'),
    browserClientId: systemRandom.id('0oa'),
    serviceClientId: systemRandom.id('0oa'),
    publicJwk: JSON.stringify(publicJwk),
    keyFile,
  })
  const files = [
    { path: join(directory, configFile), text: config, mode: 0o644 },
    // Only its owner may read a private key, even that of a mock: habits last.
    { path: join(directory, keyFile), text: `${JSON.stringify(privateJwk, null, 2)}\n`, mode: 0o600 },
  ]
  await makeDirectory(directory)
  if (force) await Promise.all(files.map(({ path }) => rm(path, { force: true })))
  await writeNew(files)
  return nextSteps(directory)
}
