// The linter refuses imports that point up, or across. Shown on a tree of small offenders, with the project's own rules.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t from 'tap'

const offenders: readonly (readonly [file: string, statement: string])[] = [
  ['src/conformance/run.ts', "import { x } from '../server/app.js'"],
  ['src/conformance/targets/mock.ts', "import type { x } from '../../server/oauth/catalogue.js'"],
  ['src/conformance/clients/mitm/relay.ts', "import { x } from '../../../server/faults/index.js'"],
  ['src/server/start-org.ts', "import { x } from '../conformance/index.js'"],
  ['src/server/http/routes.ts', "import { x } from '../admin/routes.js'"],
  ['src/server/http/send-answer.ts', "import { x } from '../config/load.js'"],
  ['src/server/admin/admin.ts', "import { x } from '../oauth/catalogue.js'"],
  ['src/server/oauth/endpoints/token.ts', "import { x } from '../../api/catalogue.js'"],
  ['src/server/oauth/endpoints/keys.ts', "import { x } from '../../http/route.js'"],
  ['src/server/oauth/tokens/issue.ts', "import { x } from '../../../conformance/index.js'"],
  ['src/server/signin/sessions.ts', "import { x } from '../oauth/catalogue.js'"],
  ['src/server/api/users/find.ts', "import { x } from '../../oauth/tokens/issue.js'"],
  ['src/server/api/roles.ts', "import { x } from '../signin/authn/primary.js'"],
  ['src/server/signin/password.ts', "import { x } from '../api/catalogue.js'"],
  ['src/server/pages/layout.ts', "import { x } from '../oauth/catalogue.js'"],
  ['src/server/bearer/challenge.ts', "import { x } from '../api/catalogue.js'"],
  ['src/server/faults/index.ts', "import { x } from '../http/route.js'"],
  ['src/server/org/org.ts', "export { x } from '../oauth/catalogue.js'"],
  ['src/server/keys/key-ring.ts', "export const x = () => import('../app.js')"],
  ['src/server/store/memory.ts', "import { x } from '../signin/sessions.js'"],
  ['src/server/api/paging.ts', "import type { x } from 'fastify'"],
  ['src/server/oauth/org-server.ts', "import { x } from 'node:fs/promises'"],
  ['src/server/deps.ts', "import { x } from './oauth/catalogue.js'"],
]

const wellBehaved: readonly (readonly [file: string, statement: string])[] = [
  ['src/conformance/index.ts', "import { x } from '../server/index.js'"],
  ['src/conformance/clients/mitm/open-mitm.ts', "import { x } from '../../../server/faults/on-another-org.js'"],
  ['src/server/index.ts', "import { x } from './config/load.js'"],
  ['src/server/http/org-surface.ts', "import { x } from '../api/catalogue.js'"],
  ['src/server/admin/routes.ts', "import { x } from '../http/route.js'"],
  ['src/server/oauth/endpoints/sign-in.ts', "import { x } from '../../pages/sign-in-page.js'"],
  ['src/server/oauth/endpoints/revoke.ts', "import { x } from '../../signin/sessions.js'"],
  ['src/server/http/read-ask.ts', "import type { x } from 'fastify'"],
  ['src/server/config/read.ts', "import { x } from 'node:fs/promises'"],
  ['src/server/api/users/index.ts', "import { x } from '../../org/org.js'"],
  ['src/server/api/users/passwords.ts', "import { x } from '../../signin/sessions.js'"],
  ['src/server/signin/authn/primary.ts', "import { x } from '../../api/catalogue.js'"],
  ['src/server/faults/fault.ts', "import { x } from '../keys/key-ring.js'"],
]

/** The files that the linter refuses for their imports. */
const lint = async (directory: string): Promise<readonly string[]> => {
  const biome = join(import.meta.dirname, '../node_modules/.bin/biome')
  const report = await new Promise<string>((resolve) => {
    execFile(biome, ['lint', '--reporter=json', '--max-diagnostics=none', '.'], { cwd: directory }, (_, out) =>
      resolve(out),
    )
  })
  const { diagnostics } = JSON.parse(report) as { diagnostics: { category: string; location: { path: unknown } }[] }
  const refused = diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports')
  return refused.map(({ location }) => JSON.stringify(location.path)).sort()
}

t.test('imports point down', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'import-directions-'))
  t.teardown(() => rm(directory, { recursive: true }))
  const rules = JSON.parse(await readFile(join(import.meta.dirname, '../biome.json'), 'utf8')) as { vcs?: unknown }
  delete rules.vcs
  await writeFile(join(directory, 'biome.json'), JSON.stringify(rules))
  for (const [file, statement] of [...offenders, ...wellBehaved]) {
    await mkdir(dirname(join(directory, file)), { recursive: true })
    await writeFile(join(directory, file), `${statement}\n`)
  }
  t.strictSame(await lint(directory), offenders.map(([file]) => JSON.stringify(file)).sort())
})
