// The package as it is installed: what is in it, importing it by its name, and its types.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { built, root } from '../fixtures/built.js'

const execute = promisify(execFile)

await built()

const project = await mkdtemp(join(tmpdir(), 'mockta-package-'))
t.teardown(() => rm(project, { recursive: true }))
await mkdir(join(project, 'node_modules', '@types'), { recursive: true })
await symlink(root, join(project, 'node_modules', 'mockta'))
await symlink(join(root, 'node_modules/@types/node'), join(project, 'node_modules/@types/node'))
await writeFile(join(project, 'package.json'), '{ "type": "module" }')

const consumer = `import { ConfigError, startOrg, type RunningOrg, type StartOptions } from 'mockta'

const options: StartOptions = { seed: 1, config: { org: { engine: 'classic' }, users: [], apps: [] } }
const org: RunningOrg = await startOrg(options)
const response = await fetch(\`\${org.url}/.well-known/okta-organization\`)
const { pipeline } = (await response.json()) as { pipeline: string }
const engine: 'oie' | 'classic' = org.admin.org().org.engine
await org.close()

const problems: readonly string[] = await startOrg({ config: 'none.yaml' }).then(
  () => [],
  (error: unknown) => (error instanceof ConfigError ? error.problems : ['another error']),
)
console.log(JSON.stringify({ pipeline, engine, issuer: org.issuer === org.url, problems }))
`

t.test('a program imports it by its name, with types that hold', async (t) => {
  await writeFile(join(project, 'consumer.ts'), consumer)
  const flags = ['--strict', '--target', 'es2023', '--module', 'nodenext', '--exactOptionalPropertyTypes']
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  await t.resolves(execute(process.execPath, [tsc, ...flags, '--types', 'node', 'consumer.ts'], { cwd: project }))
  const { stdout } = await execute(process.execPath, ['consumer.js'], { cwd: project })
  t.strictSame(JSON.parse(stdout), {
    pipeline: 'v1',
    engine: 'classic',
    issuer: true,
    problems: ['none.yaml: there is no such file'],
  })
})

t.test('the schema and package.json can be found from outside, nothing else can', async (t) => {
  const text = `const found = (name) => { try { return import.meta.resolve(name) !== '' } catch { return false } }
console.log(JSON.stringify(['mockta', 'mockta/schema/mockta.schema.json', 'mockta/package.json', 'mockta/dist/server/app.js'].map(found)))`
  const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', text], { cwd: project })
  t.strictSame(JSON.parse(stdout), [true, true, true, false])
})

t.test('it ships code, types, schema, examples, templates and what a reader needs, and nothing else', async (t) => {
  const { stdout } = await execute('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root })
  const [{ files }] = JSON.parse(stdout) as [{ files: readonly { path: string }[] }]
  const packed = files.map(({ path }) => path)
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true })
  const modules = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(root, 'src'), join(entry.parentPath, entry.name)).replace(/\.ts$/, ''))
  const missing = modules.flatMap((name) =>
    [`dist/${name}.js`, `dist/${name}.d.ts`].filter((file) => !packed.includes(file)),
  )
  t.strictSame(missing, [])
  const others = packed.filter(
    (file) => !/^dist\/.*\.(js|d\.ts)$|^(examples|templates)\/|^schema\/.*\.json$/.test(file),
  )
  t.strictSame(others.sort(), ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'])
  t.ok(packed.includes('schema/mockta.schema.json'))
})
