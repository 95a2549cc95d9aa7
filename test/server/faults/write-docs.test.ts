import { readFileSync } from 'node:fs'
import t from 'tap'
import { faultsPage } from '../../../src/server/faults/write-docs.js'

t.test('docs/faults.md lists every fault as it is: npm run docs writes it', async (t) => {
  t.equal(readFileSync(new URL('../../../docs/faults.md', import.meta.url), 'utf8'), faultsPage())
})
