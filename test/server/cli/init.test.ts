import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CompactSign, calculateJwkThumbprint, compactVerify, importJWK, type JWK } from 'jose'
import t from 'tap'
import { init } from '../../../src/server/cli/init.js'
import { schemaLocation } from '../../../src/server/cli/schema-location.js'
import { parseConfig } from '../../../src/server/config/read.js'
import { UsageError } from '../../../src/server/config/usage-error.js'

const keyFile = 'service-app-private-key.json'

const refusal = async (directory: string, force = false): Promise<string> => {
  try {
    await init({ directory, force })
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return 'nothing is wrong'
}

t.test('a configuration without a problem, and a private key that belongs to its service app', async (t) => {
  const directory = join(t.testdir(), 'a', 'b')
  const path = join(directory, 'mockta.yaml')
  const start = `mockta --config ${path}`
  t.equal(
    await init({ directory, force: false }),
    `Wrote ${path}
Wrote ${join(directory, keyFile)}, the private key of its service app: keep it out of version control

Next:
  ${start}  starts the org
  ${`mockta check ${path}`.padEnd(start.length)}  says what is wrong with the file, after a change
`,
  )
  t.strictSame((await readdir(directory)).sort(), ['mockta.yaml', keyFile])
  t.equal((await stat(join(directory, keyFile))).mode & 0o777, 0o600)

  const { config, warnings } = parseConfig(await readFile(path, 'utf8'), 'mockta.yaml')
  t.strictSame(
    warnings.filter((warning) => !warning.includes('is not built yet')),
    [],
  )
  const privateJwk = JSON.parse(await readFile(join(directory, keyFile), 'utf8')) as JWK
  const publicJwk = config.apps?.find(({ application_type }) => application_type === 'service')?.jwks?.keys[0]
  const { e, n, kid } = privateJwk
  t.strictSame(publicJwk, { kty: 'RSA', kid, use: 'sig', alg: 'RS256', e, n })
  t.equal(kid, await calculateJwkThumbprint(privateJwk))
  const token = await new CompactSign(Buffer.from('x'))
    .setProtectedHeader({ alg: 'RS256' })
    .sign(await importJWK(privateJwk))
  await t.resolves(compactVerify(token, await importJWK(publicJwk as JWK)))
})

t.test('nothing is written over without --force, and then everything is new', async (t) => {
  const directory = t.testdir()
  const texts = () => Promise.all(['mockta.yaml', keyFile].map((name) => readFile(join(directory, name), 'utf8')))
  await init({ directory, force: false })
  const before = await texts()
  const exists = (name: string) => `${join(directory, name)} exists: nothing was written, --force replaces it`
  t.equal(await refusal(directory), exists('mockta.yaml'))
  t.strictSame(await texts(), before)

  await chmod(join(directory, keyFile), 0o644)
  await init({ directory, force: true })
  const after = await texts()
  t.not(after[0], before[0])
  t.not(after[1], before[1])
  t.equal((await stat(join(directory, keyFile))).mode & 0o777, 0o600, 'whatever the old file allowed')
})

t.test('where the second file exists the first is not left behind', async (t) => {
  const directory = t.testdir({ [keyFile]: 'mine' })
  t.equal(await refusal(directory), `${join(directory, keyFile)} exists: nothing was written, --force replaces it`)
  t.strictSame(await readdir(directory), [keyFile])
})

t.test('--force replaces a link, not what it leads to', async (t) => {
  const directory = t.testdir({ elsewhere: 'mine' })
  await symlink('elsewhere', join(directory, 'mockta.yaml'))
  await init({ directory, force: true })
  t.equal(await readFile(join(directory, 'elsewhere'), 'utf8'), 'mine')
})

t.test('a directory that cannot be one', async (t) => {
  const folder = t.testdir({ file: '' })
  t.equal(await refusal(join(folder, 'file')), `${join(folder, 'file')} is not a directory`)
  t.equal(await refusal(join(folder, 'file', 'deeper')), `${join(folder, 'file', 'deeper')} is not in a directory`)
})

t.test(
  'the schema: by a path within the project where the package is installed in it, else where it runs',
  async (t) => {
    const project = t.testdir({ packages: { app: {} } })
    const running = pathToFileURL(join(import.meta.dirname, '../../../schema/mockta.schema.json')).href
    t.equal(
      schemaLocation('/', () => false),
      running,
    )
    const schema = join(project, 'node_modules', 'mockta', 'schema')
    await mkdir(schema, { recursive: true })
    await writeFile(join(schema, 'mockta.schema.json'), '{}')
    t.equal(schemaLocation(project), './node_modules/mockta/schema/mockta.schema.json')
    t.equal(schemaLocation(join(project, 'packages', 'app')), '../../node_modules/mockta/schema/mockta.schema.json')
  },
)
