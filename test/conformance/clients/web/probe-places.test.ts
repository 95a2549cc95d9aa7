import t from 'tap'
import type { Outcome } from '../../../../src/conformance/clients/driver.js'
import { createProbePlaces } from '../../../../src/conformance/clients/web/probe-places.js'

/** An app whose pages with these paths name somebody. */
const naming = (...paths: readonly string[]) => {
  const asked: string[] = []
  const read = async (url: string): Promise<Outcome> => {
    asked.push(url)
    return paths.includes(url) ? { kind: 'signed-in', user: 'paula' } : { kind: 'rejected' }
  }
  return { asked, read }
}

t.test('the first place that names somebody after a login, and nobody before it', async (t) => {
  const places = createProbePlaces('/', ['/people', '/me', '/profile'])
  t.match(await places.ask(naming('/people').read, false), { kind: 'rejected' }, 'a list of people shows nothing')
  t.match(await places.ask(naming('/people', '/me', '/profile').read, true), { kind: 'signed-in' })
  t.equal(places.at(), '/me')
  const later = naming('/people')
  t.match(await places.ask(later.read, true), { kind: 'rejected' })
  t.strictSame(later.asked, ['/me'], 'from then on nothing else is asked')
})

t.test('the first page wins; where it names somebody before a login, that is said', async (t) => {
  const places = createProbePlaces('/', ['/me'])
  t.match(await places.ask(naming('/').read, false), { kind: 'signed-in' })
  t.match(await places.ask(naming('/', '/me').read, true), { kind: 'signed-in' })
  t.equal(places.at(), '/')
  const later = naming('/me')
  t.match(await places.ask(later.read, true), { kind: 'rejected' })
  t.strictSame(later.asked, ['/'])
})

t.test('a place that is not guessed is the only one', async (t) => {
  const { asked, read } = naming()
  t.match(await createProbePlaces('/api/me').ask(read, true), { kind: 'rejected' })
  t.strictSame(asked, ['/api/me'])
})
