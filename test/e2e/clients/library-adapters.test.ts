// Every client check of libraries on two that people use. What does not pass is written up in docs/findings.md.
import { join } from 'node:path'
import t from 'tap'
import { checksFor } from '../../../src/conformance/client-checks/for-surface.js'
import { runConformance } from '../../../src/conformance/index.js'
import { root } from '../../fixtures/built.js'

t.setTimeout(120_000)

const run = async (adapter: string) => {
  const { results, client } = await runConformance({
    client: {
      client: {
        kind: 'library',
        command: `node "${join(root, adapter)}"`,
        scopes: ['openid', 'profile', 'offline_access'],
        second_issuer: {},
      },
    },
    seed: 'libraries',
  })
  return { name: client?.name, results }
}

const accepted = 'signed in as the user by an answer that must be rejected'

const oneIssuer =
  'the client has one issuer: its file names no second_issuer, or its adapter does not offer secondIssuer'

const libraries = {
  'openid-client': 'templates/adapter/node/adapter.mjs',
  oauth4webapi: 'test/fixtures/adapters/oauth4webapi.mjs',
}

for (const [name, adapter] of Object.entries(libraries)) {
  t.test(name, async (t) => {
    const { name: said, results } = await run(adapter)
    t.equal(said, name)
    t.strictSame(
      results
        .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
        .map(({ id, verdict, reason }) => [id, verdict, reason]),
      [
        ['CL-AZP-01', 'warn', accepted],
        ['CL-IAT-01', 'warn', accepted],
        ['CL-HASH-01', 'warn', accepted],
        ['CL-DISC-02', 'warn', 'not signed in, but no clean rejection: the adapter broke: TypeError: fetch failed'],
      ],
    )
    t.strictSame(
      results.filter(({ verdict }) => verdict === 'skip').map(({ id, reason }) => [id, reason]),
      checksFor('library').flatMap(({ id, surfaces }) => {
        if (!surfaces.includes('library')) return [[id, 'not for library clients']]
        if (id === 'CL-HASH-02') return [[id, 'no access token comes through the browser with response_type=code']]
        if (id === 'CL-HASH-03') return [[id, 'code and ID token do not come together with response_type=code']]
        if (id === 'CL-ISS-02' && name !== 'openid-client') return [[id, oneIssuer]]
        if (id === 'CL-TOK-06') return [[id, 'the settings do not say after how long the client gives up waiting']]
        return []
      }),
    )
  })
}
