// The workflow to copy: its commands are ones that exist, and its secrets are named as the kit reads them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { readCommand } from '../../src/conformance/cli/options.js'
import { readOktaSettings } from '../../src/conformance/targets/okta-settings.js'
import { readOptions } from '../../src/server/config/options.js'

interface Step {
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

interface Workflow {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] }
  readonly jobs: Readonly<
    Record<'mock' | 'org', { readonly if?: string; readonly steps: readonly Step[]; readonly concurrency?: string }>
  >
}

const workflow = parse(
  readFileSync(join(import.meta.dirname, '../../examples/ci/github-actions.yml'), 'utf8'),
) as Workflow

/** The words after a command in a job's scripts, up to what the shell keeps for itself; expressions stand for a value. */
const argumentsOf = (job: 'mock' | 'org', command: string): readonly string[] => {
  const scripts = workflow.jobs[job].steps.flatMap(({ run }) => run ?? [])
  const [, rest = ''] = new RegExp(`npx ${command} ([^\n>&|]*)`).exec(scripts.join('\n')) ?? []
  return rest
    .replace(/\$\{\{ *vars\.OKTA_HOST *\}\}/g, 'acme.okta.com')
    .trim()
    .split(/\s+/)
}

t.test('every push asks the mock', async (t) => {
  t.match(readOptions({ argv: [...argumentsOf('mock', 'mockta')], env: {}, exists: () => true }), {
    command: 'serve',
    config: 'mockta.yaml',
    quiet: true,
  })
  t.match(readCommand(argumentsOf('mock', 'conformance')), {
    command: 'run',
    target: 'mock',
    issuer: 'http://localhost:6582',
    compare: 'okta-recorded.json',
  })
  t.equal(workflow.jobs.mock.if, undefined)
})

t.test('every night asks the org, once at a time, with what it needs out of secrets', async (t) => {
  t.match(readCommand(argumentsOf('org', 'conformance')), {
    command: 'run',
    target: 'real',
    owned: 'acme.okta.com',
    record: 'okta-tonight.json',
  })
  t.match(workflow.on.schedule, [{ cron: /^\d+ \d+ \* \* \*$/ }])
  t.match(workflow.jobs.org, { if: /schedule/, concurrency: String })
  const env = Object.assign({}, ...workflow.jobs.org.steps.map((step) => step.env ?? {})) as Record<string, string>
  const key = '-----BEGIN PRIVATE KEY-----'
  const settings = readOktaSettings({
    env: { ...env, OKTA_CLIENT_PRIVATEKEY: key },
    directory: '/nonexistent',
    home: '/nonexistent',
  })
  t.match(settings, {
    issuer: String,
    apps: [
      { client_secret: String, redirect_uris: [String] },
      { application_type: 'service', private_key: key },
    ],
    users: [{ profile: { login: String }, credentials: { password: { value: String } } }],
  })
})
