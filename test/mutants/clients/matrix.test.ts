// The whole matrix of broken clients, as `npm run mutants:clients` saw it: a row for each, exact as far as its topics go.
import t from 'tap'
import { allClientChecks } from '../../../src/conformance/client-checks/for-surface.js'
import { serviceFlaws } from '../service/flaws.js'
import { noticing, spaFlaws } from '../spa/flaws.js'
import { webFlaws } from '../web/flaws.js'
import { libraryFlaws } from './flaws.js'
import { type Rows, readMatrix } from './matrix.js'

const ownOf = <Entry>(flaws: Readonly<Record<string, Entry>>, of: (entry: Entry) => readonly string[]): Rows =>
  Object.fromEntries(Object.entries(flaws).map(([flaw, entry]) => [flaw, of(entry)]))

const expected = {
  library: ownOf(libraryFlaws, (ids: readonly string[]) => ids),
  web: ownOf(webFlaws, (ids: readonly string[]) => ids),
  service: ownOf(serviceFlaws, ({ fails }) => fails),
  spa: ownOf(spaFlaws, noticing),
}

const matrix = readMatrix()

const topicOf = (id: string) => allClientChecks.find((check) => check.id === id)?.topic

for (const kind of ['library', 'web', 'service', 'spa'] as const) {
  t.test(kind, async (t) => {
    const [rows, own] = [matrix[kind], expected[kind]]
    t.strictSame(Object.keys(rows), ['', ...Object.keys(own)])
    t.strictSame(rows[''], [], 'the correct one fails nothing')
    for (const [flaw, ids] of Object.entries(own)) {
      const topics = new Set(ids.map(topicOf))
      const ofItsTopics = rows[flaw]?.filter((id) => topics.has(topicOf(id)))
      t.strictSame(ofItsTopics, ids.toSorted(), `${flaw}: its own checks and no other of their topics`)
    }
  })
}
