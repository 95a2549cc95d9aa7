import { readFileSync } from 'node:fs'
import t from 'tap'
import { type OidfModule, oidfModules } from '../../src/conformance/oidf-modules.js'
import { checksFor, coveragePage } from '../../src/conformance/write-docs.js'

t.test('every module that applies has a check', async (t) => {
  const modules = Object.keys(oidfModules) as OidfModule[]
  t.strictSame(
    modules.filter((module) => checksFor(module).length === 0),
    [],
  )
})

t.test('docs/oidf-coverage.md is as the checks are: npm run docs writes it', async (t) => {
  t.equal(readFileSync(new URL('../../docs/oidf-coverage.md', import.meta.url), 'utf8'), coveragePage())
})
