import t from 'tap'
import type { App } from '../../../src/server/org/records.js'
import { ada, bob, codeOnly, createTestDeps, engineers, web } from '../../fixtures/deps.js'

const names = (groups: readonly { readonly profile: { readonly name: string } }[]) =>
  groups.map(({ profile }) => profile.name)

t.test('records are found by everything that names them', async (t) => {
  const { org } = createTestDeps()
  t.equal(org.findUser(ada.id), ada)
  t.equal(org.findUserByLogin('ADA@example.com'), ada)
  t.equal(org.findGroup(engineers.id), engineers)
  t.equal(org.findGroupByName('Engineers'), engineers)
  t.equal(org.findApp(web.clientId), web)
  t.equal(org.findAppById(web.id), web)
  t.strictSame(
    [org.findUser('x'), org.findUserByLogin('x'), org.findGroup('x'), org.findGroupByName('x'), org.findApp('x')],
    [undefined, undefined, undefined, undefined, undefined],
  )
})

t.test('Everyone holds every user and comes first', async (t) => {
  const { org } = createTestDeps()
  t.strictSame(names(org.groupsOf(ada)), ['Everyone', 'Engineers'])
  t.strictSame(names(org.groupsOf(bob)), ['Everyone'])
  t.equal(org.membersOf(engineers).length, 1)
  const [everyone = engineers] = org.groups()
  t.equal(org.membersOf(everyone).length, org.users().length)
})

t.test('an app is assigned to a user directly or through a group', async (t) => {
  const { org } = createTestDeps()
  t.strictSame([org.isAssigned(codeOnly, ada), org.isAssigned(codeOnly, bob)], [true, false])
  const through: App = { ...codeOnly, assignments: { groups: [engineers.id], users: [] } }
  t.strictSame([org.isAssigned(through, ada), org.isAssigned(through, bob)], [true, false])
})

t.test('a record is replaced in its place, and its old names are forgotten', async (t) => {
  const { org } = createTestDeps()
  const order = org.users().map(({ id }) => id)
  org.putUser({ ...ada, profile: { ...ada.profile, login: 'countess@example.com' } })
  t.equal(org.findUserByLogin('ada@example.com'), undefined)
  t.equal(org.findUserByLogin('countess@example.com')?.id, ada.id)
  t.strictSame(
    org.users().map(({ id }) => id),
    order,
  )
  org.putGroup({ ...engineers, profile: { name: 'Builders', description: null } })
  t.strictSame([org.findGroupByName('Engineers'), org.findGroupByName('Builders')?.id], [undefined, engineers.id])
  org.putApp({ ...web, clientId: 'chosen-client' })
  t.strictSame([org.findApp(web.clientId), org.findApp('chosen-client')?.id], [undefined, web.id])
})

t.test('of two records with one name the last is found, and removing the other changes nothing', async (t) => {
  const { org } = createTestDeps()
  org.putGroup({ ...engineers, id: '00gother000000000000' })
  t.equal(org.findGroupByName('Engineers')?.id, '00gother000000000000')
  org.removeGroup(engineers.id)
  t.equal(org.findGroupByName('Engineers')?.id, '00gother000000000000')
})

t.test('what is removed leaves nothing that points to it', async (t) => {
  const { org } = createTestDeps()
  const assigned = { created: 1, lastUpdated: 1 }
  org.putApp({
    ...web,
    assignments: { groups: [engineers.id], users: [ada.id, bob.id] },
    assigned: { [engineers.id]: assigned, [ada.id]: assigned, [bob.id]: assigned },
  })
  org.removeGroup(engineers.id)
  org.removeUser(ada.id)
  org.removeUser('unknown')
  t.strictSame(
    [org.findGroup(engineers.id), org.findUser(ada.id), org.findUserByLogin('ada@example.com')],
    [undefined, undefined, undefined],
  )
  t.match(org.findApp(web.clientId), { assignments: { groups: [], users: [bob.id] }, assigned: { [bob.id]: assigned } })
  t.strictSame(Object.keys(org.findApp(web.clientId)?.assigned ?? {}), [bob.id])
  org.putUser({ ...ada, groups: ['00ggone0000000000000'] })
  t.strictSame(names(org.groupsOf({ ...ada, groups: ['00ggone0000000000000'] })), ['Everyone'])
  org.removeApp(web.id)
  t.strictSame([org.findApp(web.clientId), org.findAppById(web.id)], [undefined, undefined])
})

t.test('removing a group takes it from its members', async (t) => {
  const { org } = createTestDeps()
  org.removeGroup(engineers.id)
  t.strictSame(org.findUser(ada.id)?.groups, [])
})

t.test('reset restores everything', async (t) => {
  const { org } = createTestDeps()
  const before = [org.users(), org.groups(), org.apps()]
  org.putUser({ ...bob, status: 'SUSPENDED' })
  org.putUser({ ...bob, id: '00unew00000000000000', profile: { ...bob.profile, login: 'new@example.com' } })
  org.removeGroup(engineers.id)
  org.removeApp(web.id)
  org.reset()
  t.strictSame([org.users(), org.groups(), org.apps()], before)
  t.equal(org.findUserByLogin('new@example.com'), undefined)
})
