import { join } from 'node:path'
import t from 'tap'
import { builtInOrg } from '../../../src/server/config/built-in.js'
import { describeOrg } from '../../../src/server/config/describe.js'
import { loadOrg } from '../../../src/server/config/load.js'
import { readConfig } from '../../../src/server/config/read.js'
import { resolveConfig } from '../../../src/server/config/settings.js'
import type { ConfigFile, ResolvedSettings } from '../../../src/server/config/shape.js'
import { createOrg } from '../../../src/server/org/org.js'
import { person, problemsOf, webApp } from '../../fixtures/config.js'

const throughOrg = (settings: ResolvedSettings): ResolvedSettings => describeOrg(createOrg(loadOrg(settings, 0)))

t.test('an org that was loaded is described as it was given', async (t) => {
  const { config } = await readConfig(join(import.meta.dirname, '../../../examples/mockta.yaml'))
  for (const [title, file] of [
    ['the example', config],
    ['the built-in org', builtInOrg({ adminUrl: 'http://localhost:6583' })],
    ['nothing', {}],
  ] as const) {
    const settings = resolveConfig(file, {})
    const described = throughOrg(settings)
    t.strictSame(described, settings, `${title}: load, describe`)
    t.strictSame(JSON.parse(JSON.stringify(described)), described, `${title}: nothing is lost in JSON`)
    t.strictSame(problemsOf(described), [], `${title}: the description is a configuration`)
    t.strictSame(resolveConfig(described, { seed: 'other' }), described, `${title}: that leaves nothing to a seed`)
  }
})

t.test(
  'names are described as the group or user has them, and Everyone holds users without being listed',
  async (t) => {
    const file: ConfigFile = {
      users: [person({ groups: ['Everyone'] })],
      apps: [webApp({ assignments: { users: ['ADA@EXAMPLE.COM'] } })],
      apiTokens: [{ token: '00Tabc', user: 'Ada@Example.com' }],
    }
    const { users, apps, apiTokens } = throughOrg(resolveConfig(file, {}))
    t.strictSame(users[0]?.groups, [])
    t.strictSame(apps[0]?.assignments, { groups: [], users: ['ada@example.com'] })
    t.strictSame(apiTokens, [{ token: '00Tabc', user: 'ada@example.com' }])
  },
)
