// Dockerfile, .dockerignore, docker-compose.yml and package.json: linted, and read for what they promise.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import { DockerfileParser, type Instruction } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import t from 'tap'
import { parse } from 'yaml'
import { readCommand } from '../src/conformance/cli/options.js'
import { readOptions } from '../src/server/config/options.js'

const root = join(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const commands = (JSON.parse(read('package.json')) as { bin: Readonly<Record<string, string>> }).bin

const stagesOf = (text: string): readonly (readonly Instruction[])[] => {
  const stages: Instruction[][] = []
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') stages.push([])
    stages.at(-1)?.push(instruction)
  }
  return stages
}

const argumentsOf = (stage: readonly Instruction[], keyword: string): readonly string[] =>
  stage
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getTextContent().slice(keyword.length).trim())

t.test('Dockerfile', async (t) => {
  const text = read('Dockerfile')
  t.strictSame(
    validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`),
    [],
    'has no problem that a linter sees',
  )
  const stages = stagesOf(text)
  const last = stages.at(-1) ?? []
  t.strictSame(new Set(stages.flatMap((stage) => argumentsOf(stage, 'FROM').map((from) => from.split(' ')[0]))).size, 1)
  t.strictSame(argumentsOf(last, 'USER'), ['node'], 'does not run as root')
  t.strictSame(argumentsOf(last, 'EXPOSE'), ['6582 6583'])
  t.strictSame(argumentsOf(last, 'ENTRYPOINT'), ['["node", "dist/server/cli.js"]'])
  t.match(argumentsOf(last, 'HEALTHCHECK'), [/\["node", "-e", "fetch\(.*\/health/s])
  t.notMatch(text, /curl|wget/, 'needs no other program to check its health')
  t.match(argumentsOf(last, 'COPY'), ['--from=dependencies /app/node_modules ./node_modules'])
  t.match(argumentsOf(stages[1] ?? [], 'RUN'), [/^npm ci --omit=dev/], 'carries production dependencies only')
  t.strictSame(argumentsOf(last, 'RUN'), [], 'adds nothing else')

  const allowed = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
  const copied = stages
    .flatMap((stage) => argumentsOf(stage, 'COPY'))
    .filter((words) => !words.startsWith('--from'))
    .flatMap((words) => words.split(' ').slice(0, -1))
  t.strictSame(
    [...new Set(copied)].sort(),
    allowed.map((line) => line.slice(1)).sort(),
    '.dockerignore lets through what is copied',
  )
  for (const path of copied) t.ok(existsSync(join(root, path)), `${path} exists`)

  const env = Object.fromEntries(
    argumentsOf(last, 'ENV').flatMap((words) => words.split(' ').map((word) => word.split('='))),
  )
  t.match(readOptions({ argv: [], env, exists: () => false }), {
    command: 'serve',
    host: '0.0.0.0',
    port: 6582,
    adminHost: '0.0.0.0',
    adminPort: 6583,
  })
})

interface Compose {
  readonly services: {
    readonly conformance: {
      readonly build: unknown
      readonly command: readonly string[]
      readonly entrypoint: readonly string[]
      readonly network_mode: string
      readonly profiles: readonly string[]
    }
    readonly mockta: {
      readonly build: unknown
      readonly volumes: readonly string[]
      readonly environment: Readonly<Record<string, unknown>>
      readonly ports: readonly string[]
    }
  }
}

t.test('docker-compose.yml', async (t) => {
  const problems = new DCLinter({
    rules: { 'require-quotes-in-ports': [1, { quoteType: 'double' }] },
    quiet: false,
    debug: false,
    exclude: [],
  }).lintFiles([join(root, 'docker-compose.yml')], false)
  t.strictSame(
    problems.flatMap(({ messages }: { messages: readonly unknown[] }) => messages),
    [],
    'has no problem that a linter sees',
  )

  const { mockta, conformance } = (parse(read('docker-compose.yml')) as Compose).services
  t.strictSame(mockta.ports, ['127.0.0.1:6582:6582', '127.0.0.1:6583:6583'], 'is reached from this machine only')
  const [from = '', to] = mockta.volumes[0]?.split(':') ?? []
  t.ok(existsSync(join(root, from)), `${from} exists`)
  const env = Object.fromEntries(Object.entries(mockta.environment).map(([name, value]) => [name, String(value)]))
  t.match(readOptions({ argv: [], env, exists: () => true }), { config: to, url: 'http://localhost:6582', seed: '1' })

  t.strictSame(conformance.build, mockta.build, 'the kit is in the same image')
  t.strictSame(conformance.profiles, ['ci'], 'the kit runs only when it is asked for')
  t.equal(conformance.network_mode, 'service:mockta', 'the kit finds the org where its issuer says')
  t.equal(conformance.entrypoint.join(' '), `node ${commands.conformance}`)
  t.match(readCommand(conformance.command), { command: 'run', target: 'mock', issuer: env.MOCKTA_URL })
})

t.test('package.json', async (t) => {
  const { bin, files } = JSON.parse(read('package.json')) as { bin: Record<string, string>; files: string[] }
  for (const path of Object.values(bin)) {
    const source = path.replace(/^dist/, 'src').replace(/\.js$/, '.ts')
    t.match(read(source), /^#!\/usr\/bin\/env node\n/, `${source} is a command`)
  }
  for (const path of files.filter((name) => !/^!|^dist$/.test(name)))
    t.ok(existsSync(join(root, path)), `${path} exists`)
})
