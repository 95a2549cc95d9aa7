import t from 'tap'
import { createJournal, type Entry } from '../../src/server/journal.js'

const entry = (clientId: string) => (): Omit<Entry, 'id'> => ({
  time: '2026-01-01T00:00:00.000Z',
  requestId: 'r',
  method: 'GET',
  path: '/',
  parameters: {},
  status: 200,
  clientId,
  notes: [],
  issued: [],
})

t.test('keeps the newest entries, in order, and filters', async (t) => {
  const journal = createJournal(3)
  for (const clientId of ['a', 'b', 'a', 'b', 'a']) journal.add(entry(clientId))
  t.strictSame(
    journal.read().map(({ id, clientId }) => [id, clientId]),
    [
      [3, 'a'],
      [4, 'b'],
      [5, 'a'],
    ],
  )
  t.strictSame(
    journal.read({ since: 4 }).map(({ id }) => id),
    [5],
  )
  t.strictSame(
    journal.read({ clientId: 'b' }).map(({ id }) => id),
    [4],
  )
})

t.test('clear empties it and numbers go on', async (t) => {
  const journal = createJournal(3)
  journal.add(entry('a'))
  journal.clear()
  t.strictSame(journal.read(), [])
  journal.add(entry('a'))
  t.strictSame(
    journal.read().map(({ id }) => id),
    [2],
  )
})
