import t from 'tap'
import { listJson, listText } from '../../../src/conformance/cli/list.js'
import { severities, surfaces } from '../../../src/conformance/client-checks/client-check.js'
import { allClientChecks, checksFor } from '../../../src/conformance/client-checks/for-surface.js'
import { serverChecks } from '../../../src/conformance/server-checks/index.js'

interface Listed {
  readonly id: string
  readonly level: string
  readonly surfaces?: readonly string[]
  readonly severity?: string
  readonly targets: readonly string[]
}

t.test('every id once, with where it can run, how bad it is and what it needs', async (t) => {
  const { schema, checks } = JSON.parse(listJson(serverChecks, allClientChecks)) as { schema: string; checks: Listed[] }
  t.equal(schema, 'mockta-conformance-list/1')
  t.equal(new Set(checks.map(({ id }) => id)).size, checks.length)
  const ofClients = checks.filter(({ id }) => id.startsWith('CL-'))
  t.equal(ofClients.length, allClientChecks.length)
  for (const { id, level, surfaces: where = [], severity = '' } of ofClients) {
    t.match(id, /^CL-[A-Z]+-\d\d$/)
    t.match(level, /^[OQFPM]$/, id)
    t.ok(where.length > 0 && new Set(where).size === where.length, id)
    t.ok(
      where.every((surface) => surfaces.some((known) => known === surface)),
      id,
    )
    t.ok(
      severities.some((known) => known === severity),
      id,
    )
  }
  t.match(
    ofClients.find(({ id }) => id === 'CL-NONCE-01'),
    { level: 'Q', severity: 'critical', targets: ['mock', 'real'] },
  )
  t.match(
    ofClients.find(({ id }) => id === 'CL-TOK-05'),
    { surfaces: ['web', 'spa', 'library', 'service'], targets: ['mock'] },
  )
  t.match(
    listText(serverChecks, allClientChecks),
    /\nCL-NONCE-01 {2}an ID token .* \[Q P M, critical, web spa library\] needs nonce\n/,
  )
})

t.test('a run names every check, whatever kind of client it is on', async (t) => {
  const all = allClientChecks.map(({ id }) => id).toSorted()
  for (const surface of surfaces) {
    t.strictSame(
      checksFor(surface)
        .map(({ id }) => id)
        .toSorted(),
      all,
      surface,
    )
  }
})
