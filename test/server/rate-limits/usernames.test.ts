import t from 'tap'
import { createUsernames } from '../../../src/server/rate-limits/usernames.js'
import { ask } from '../../fixtures/ask.js'

const authn = (username: unknown) =>
  ask({ method: 'POST', path: '/api/v1/authn', body: { kind: 'json', value: { username } } })
const token = (username: string, path = '/oauth2/v1/token') => ask({ path, form: { username } })

t.test('four a second for each user and endpoint', async (t) => {
  const usernames = createUsernames()
  for (let count = 0; count < 4; count += 1) {
    t.equal(usernames.count(authn('Ada@example.com'), 100), undefined)
    t.equal(usernames.count(token('ada@example.com', '/oauth2/default/v1/token'), 100), undefined)
  }
  t.strictSame(usernames.count(authn('ada@example.com'), 100), {
    kind: 'username',
    endpoint: 'authn',
    username: 'ada@example.com',
  })
  t.match(usernames.count(token('ada@example.com'), 100), { endpoint: 'token' })
  t.equal(usernames.count(authn('bob@example.com'), 100), undefined, 'another user')
  t.equal(usernames.count(authn('ada@example.com'), 101), undefined, 'the next second')
})

t.test('requests that name nobody are not counted', async (t) => {
  const usernames = createUsernames()
  const requests = [
    authn(1),
    authn(undefined),
    ask({ path: '/api/v1/authn', form: { username: 'ada' } }),
    ask({ method: 'POST', path: '/api/v1/authn', body: { kind: 'json', value: null } }),
    ask({ path: '/oauth2/v1/token', form: { grant_type: 'x' } }),
    token('ada', '/oauth2/v1/revoke'),
  ]
  for (const request of requests) {
    for (let count = 0; count < 6; count += 1) t.equal(usernames.count(request, 100), undefined)
  }
  for (let count = 0; count < 4; count += 1) usernames.count(authn('ada'), 100)
  usernames.clear()
  t.equal(usernames.count(authn('ada'), 100), undefined)
})
