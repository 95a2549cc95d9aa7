// What `docker compose --profile ci run --rm conformance` does: the kit against a running mock with the configuration of the examples.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { runConformance } from '../../src/conformance/index.js'
import { type ConfigFile, startOrg } from '../../src/server/index.js'

t.test('nothing fails on the org of docker-compose.yml, whose clock the kit moves and puts right again', async (t) => {
  const file = join(import.meta.dirname, '../../examples/mockta.yaml')
  const org = await startOrg({ config: parse(readFileSync(file, 'utf8')) as ConfigFile, seed: '1' })
  t.teardown(() => org.close())
  const report = await runConformance({ issuer: org.issuer, admin: org.adminUrl, seed: 'compose' })
  t.strictSame(
    report.results.filter(({ verdict }) => !['pass', 'skip', 'warn'].includes(verdict)),
    [],
  )
  t.equal(report.exitCode, 0)
  t.equal(org.admin.clock().offsetSeconds, 0)
  t.equal(report.cleanedUp.left, 0)
})
