import { readFileSync } from 'node:fs'
import t from 'tap'
import { allClientChecks } from '../../../src/conformance/client-checks/for-surface.js'
import { clientChecksPage } from '../../../src/conformance/client-checks/write-docs.js'

t.test('docs/client-checks.md is what the checks say (npm run docs)', async (t) => {
  const path = new URL('../../../docs/client-checks.md', import.meta.url)
  t.equal(readFileSync(path, 'utf8'), clientChecksPage())
})

t.test('every id is there once', async (t) => {
  const ids = allClientChecks.map(({ id }) => id)
  t.strictSame(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
  )
})
