// The whole matrix of broken clients, as `npm run mutants:clients` saw it: a row for each, its own checks among those that fail.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { webFlaws } from '../web/flaws.js'
import { libraryFlaws } from './flaws.js'

type Rows = Readonly<Record<string, readonly string[]>>

const { library, web } = JSON.parse(readFileSync(new URL('matrix.json', import.meta.url), 'utf8')) as {
  library: Rows
  web: Rows
}

for (const [name, rows, flaws] of [
  ['libraries', library, libraryFlaws],
  ['web apps', web, webFlaws],
] as const) {
  t.test(name, async (t) => {
    const expected: Rows = flaws
    t.strictSame(Object.keys(rows), ['', ...Object.keys(expected)])
    t.strictSame(rows[''], [], 'the correct one fails nothing')
    t.strictSame(
      Object.entries(expected).flatMap(([flaw, ids]) => ids.filter((id) => !rows[flaw]?.includes(id))),
      [],
    )
  })
}
