import t from 'tap'
import { person, problemsOf, webApp } from '../../../fixtures/config.js'

const groups = [{ profile: { name: 'Engineers' } }]
const users = [person({ groups: ['Engineers', 'Everyone'] })]

t.test('groups that are named exist', async (t) => {
  t.strictSame(problemsOf({ groups, users }), [])
  t.strictSame(problemsOf({ groups, users: [person({ groups: ['Everyone', 'Enginers'] })] }), [
    'users[0].groups[1]: no group "Enginers"; did you mean Engineers?',
  ])
  t.strictSame(problemsOf({ groups, users: [person({ groups: ['Sales'] })] }), [
    'users[0].groups[0]: no group "Sales": add it under groups, or use Everyone, Engineers',
  ])
  t.strictSame(problemsOf({ groups, apps: [webApp({ assignments: { groups: ['engineers'] } })] }), [
    'apps[0].assignments.groups[0]: no group "engineers"; did you mean Engineers?',
  ])
  const many = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => ({ profile: { name } }))
  t.strictSame(problemsOf({ groups: many, users: [person({ groups: ['Sales'] })] }), [
    'users[0].groups[0]: no group "Sales": add it under groups, or use Everyone, A, B, C, D, …',
  ])
})

t.test('users that are named exist, in any case', async (t) => {
  t.strictSame(problemsOf({ users: [person()], apps: [webApp({ assignments: { users: ['ADA@example.com'] } })] }), [])
  t.strictSame(problemsOf({ users: [person()], apps: [webApp({ assignments: { users: ['bob@example.org'] } })] }), [
    'apps[0].assignments.users[0]: no user with the login "bob@example.org": add it under users, or use ada@example.com',
  ])
  t.strictSame(problemsOf({ apiTokens: [{ token: '00Tabc', user: 'ada@example.com' }] }), [
    'apiTokens[0].user: no user with the login "ada@example.com": add it under users, or use none',
  ])
})
