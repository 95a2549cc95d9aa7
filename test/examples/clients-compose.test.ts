// The composition to copy: it lints, the kit's command is one that exists, and the app is told what the kit registers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import t from 'tap'
import { parse } from 'yaml'
import { readCommand } from '../../src/conformance/cli/options.js'
import { readClientFile } from '../../src/conformance/clients/file/read-client-file.js'
import { readRegistration } from '../../src/conformance/clients/org/registration.js'

const file = join(import.meta.dirname, '../../examples/ci/clients.compose.yaml')

interface Composition {
  readonly services: Readonly<
    Record<string, { command?: string[]; environment?: Record<string, string>; network_mode?: string }>
  >
}

const { services } = parse(readFileSync(file, 'utf8')) as Composition

t.test('it lints', async (t) => {
  const problems = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] }).lintFiles([file], false)
  t.strictSame(
    problems.flatMap(({ messages }: { messages: readonly unknown[] }) => messages),
    [],
  )
})

t.test('the kit is told a client file and the issuer; the app is registered as it believes', async (t) => {
  const command = readCommand(services.conformance?.command ?? [])
  t.match(command, { command: 'run', client: 'examples/express-app/client.yaml', issuer: 'http://localhost:6582' })
  const client = readClientFile(join(import.meta.dirname, '../../examples/express-app/client.yaml'), {})
  const { clientId, clientSecret } = readRegistration(client)
  t.strictSame(services.app?.environment, {
    OKTA_ISSUER: 'http://localhost:6582',
    OKTA_CLIENT_ID: clientId,
    OKTA_CLIENT_SECRET: clientSecret,
  })
  t.strictSame([services.app?.network_mode, services.conformance?.network_mode], Array(2).fill('service:mockta'))
})
