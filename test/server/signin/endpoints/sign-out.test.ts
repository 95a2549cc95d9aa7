import t from 'tap'
import { signOut } from '../../../../src/server/signin/endpoints/sign-out.js'
import { ask } from '../../../fixtures/ask.js'
import { go, signedInAs, stateTokenOf } from '../../../fixtures/authorize.js'
import { ada, createTestDeps, url } from '../../../fixtures/deps.js'

t.test('the session ends and the browser goes where it may', async (t) => {
  const cases: readonly (readonly [string | undefined, string, number])[] = [
    [undefined, `${url}/`, 0],
    ['http://localhost:8080/bye', 'http://localhost:8080/bye', 0],
    ['/', `${url}/`, 0],
    ['https://evil.example.com/', `${url}/`, 1],
  ]
  for (const [fromURI, target, notes] of cases) {
    const deps = createTestDeps()
    const cookies = await signedInAs(ada, deps)
    const asked = ask({ query: fromURI === undefined ? {} : { fromURI }, cookies })
    const answer = await signOut(asked, deps)
    t.strictSame([answer.status, 'redirect' in answer && answer.redirect], [302, target])
    t.strictSame(answer.cookies, [{ name: 'idx', value: '', maxAge: 0 }])
    t.equal(asked.trace.notes.length, notes)
    t.ok(stateTokenOf((await go({}, deps, cookies)).answer), 'signed out')
  }
})

t.test('who is not signed in goes on too', async (t) => {
  const answer = await signOut(ask({}), createTestDeps())
  t.equal(answer.status, 302)
})
