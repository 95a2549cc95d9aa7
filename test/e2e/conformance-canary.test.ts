// The canary: nothing that was secret in a run may be in anything that is written about it.
import t from 'tap'
import { reporters, runConformance, snapshotOf } from '../../src/conformance/index.js'
import { mockOrg } from '../../src/conformance/targets/mock-org.js'
import { startOrg } from '../../src/server/index.js'

t.test('no code, token, cookie, password or secret of a run is in any report', async (t) => {
  const org = await startOrg({ config: mockOrg(new Map()), seed: 'canary' })
  t.teardown(() => org.close())
  const report = await runConformance({ issuer: org.issuer, admin: org.adminUrl, seed: 'canary' })

  const { apps, users, apiTokens } = org.admin.org()
  const secrets = [
    ...apps.flatMap(({ client_secret }) => client_secret ?? []),
    ...users.flatMap(({ credentials, factors }) => [
      credentials.password?.value ?? [],
      ...factors.map(({ sharedSecret }) => sharedSecret),
    ]),
    ...apiTokens.map(({ token }) => token),
    ...org.admin.journal().flatMap(({ issued }) => issued.map(({ value }) => value)),
  ].flat()
  const people = users.map(({ profile: { login } }) => login)
  t.ok(secrets.length > 20, `${secrets.length} secrets`)
  t.ok(report.counts.pass > 10)

  const written = [
    ...Object.entries(reporters).map(([format, write]) => [format, write(report)] as const),
    ['snapshot', JSON.stringify(snapshotOf(report))] as const,
  ]
  for (const [format, text] of written) {
    // Whole, and cut as a page or a line would cut it.
    const found = [...secrets, ...people].filter(
      (secret) => text.includes(secret) || text.includes(secret.slice(0, 24)),
    )
    t.strictSame(found, [], format)
  }
  t.ok(reporters.json(report).includes('sha256:'), 'there was something to replace')
})
