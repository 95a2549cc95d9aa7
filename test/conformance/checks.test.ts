// Rules that every check must keep.
import { readFile } from 'node:fs/promises'
import t from 'tap'
import { serverChecks } from '../../src/conformance/server-checks/index.js'

t.test('ids are topic/behaviour and unique', async (t) => {
  const ids = serverChecks.map(({ id }) => id)
  t.strictSame(
    ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id)),
    [],
  )
  t.strictSame(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
  )
})

t.test('every Okta source is in the register', async (t) => {
  const register = await readFile('docs/sources.md', 'utf8')
  const named = serverChecks
    .flatMap(({ sources }) => sources.map(({ text }) => text))
    .filter((text) => /^S-/.test(text))
  t.strictSame(
    named.filter((entry) => !register.includes(`| ${entry} |`)),
    [],
  )
})
