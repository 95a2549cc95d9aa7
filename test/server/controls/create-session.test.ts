import t from 'tap'
import { createSession, type SessionWish } from '../../../src/server/controls/create-session.js'
import { newTrace } from '../../../src/server/exchange.js'
import { redeemSessionToken } from '../../../src/server/signin/session-tokens.js'
import { findSignedIn } from '../../../src/server/signin/sessions.js'
import { ask } from '../../fixtures/ask.js'
import { ada, createTestDeps, start } from '../../fixtures/deps.js'
import { thrownBy } from '../../fixtures/thrown-by.js'

t.test('a session by its cookie, and a token for another one', async (t) => {
  for (const [engine, name] of [
    ['oie', 'idx'],
    ['classic', 'sid'],
  ] as const) {
    const deps = createTestDeps({ engine })
    const made = await createSession({ user: 'ada@example.com' }, deps)
    t.strictSame(made, {
      id: made.id,
      userId: ada.id,
      expiresAt: '2026-01-01T02:00:00.000Z',
      cookie: `${name}=${made.id}`,
      sessionToken: made.sessionToken,
    })
    const signedIn = await findSignedIn(ask({ cookies: { [name]: made.id } }), deps)
    t.match(signedIn, { session: { id: made.id, amr: ['pwd'], authTime: start }, user: { id: ada.id } })
    const other = await redeemSessionToken(made.sessionToken, deps, newTrace())
    t.equal(other?.user.id, ada.id)
    t.not(other?.session.id, made.id)
  }
})

t.test('who may not sign in has no session', async (t) => {
  const cases = [
    [{ user: 'nobody' }, 'no user has the login "nobody": GET /org lists them, PATCH /org adds one'],
    [
      { user: 'sue@example.com' },
      'user "sue@example.com" is SUSPENDED, and only ACTIVE users sign in: PATCH /org changes that',
    ],
    [{}, 'a session takes { "user": "the login of a user" }'],
    [{ user: '' }, 'a session takes { "user": "the login of a user" }'],
    [{ user: 'ada@example.com', password: 'x' }, 'a session takes { "user": "the login of a user" }'],
  ] as const
  for (const [wish, message] of cases) {
    t.match(await thrownBy(createSession(wish as SessionWish, createTestDeps())), { message }, JSON.stringify(wish))
  }
})
