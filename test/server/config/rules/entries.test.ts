import t from 'tap'
import { person, problemsOf } from '../../../fixtures/config.js'

t.test('an org id of another length still starts', async (t) => {
  t.strictSame(problemsOf({ org: { id: '00omockta00000000001' } }), [])
  t.strictSame(problemsOf({ org: { id: '00omockta0000000001' } }), [
    'org.id: "00omockta0000000001" has 19 characters, ids of Okta have 20 (warning)',
  ])
})

t.test('Everyone is not listed', async (t) => {
  t.strictSame(problemsOf({ groups: [{ profile: { name: 'everyone' } }] }), [])
  t.strictSame(problemsOf({ groups: [{ profile: { name: 'Everyone' } }] }), [
    'groups[0]: group Everyone exists always and holds every user: remove this entry',
  ])
})

t.test('a login that is not an address needs an address beside it', async (t) => {
  const profile = { login: 'ada', firstName: 'Ada', lastName: 'Admin' }
  t.strictSame(
    problemsOf({ users: [person({ profile: { ...profile, login: 'ada.admin', email: 'ada@example.com' } })] }),
    [],
  )
  t.strictSame(problemsOf({ users: [person({ profile })] }), [
    'users[0].profile: needs email: the login "ada" is not an email address',
    `users[0].profile.login: "ada" is shorter than the 5 characters of Okta's logins (warning)`,
  ])
})
