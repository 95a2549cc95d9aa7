import t from 'tap'
import { guessProbe } from '../../../../src/conformance/clients/web/guessed-probe.js'

const person = (role: 'user' | 'second-user', ...calledAs: readonly string[]) => ({
  role,
  user: { login: 'x', roles: [] },
  calledAs,
})

t.test('the first page tells who is signed in, if it names somebody', async (t) => {
  const {
    url,
    others = [],
    signedIn,
    signedOut,
  } = guessProbe('http://localhost:3000/auth/login?x=y', [
    person('user', '00u1', 'paula+1@example.com', 'Paula Plain'),
    person('second-user', 'peter@example.com'),
  ])
  t.equal(url, 'http://localhost:3000/')
  t.equal(others[0], 'http://localhost:3000/api/auth/session')
  const read = (page: string) => [
    new RegExp(signedIn.text ?? '').exec(page)?.[1],
    new RegExp(signedOut.text ?? '').test(page),
  ]
  t.strictSame(read('<p>Hello,\nPaula Plain!'), ['Paula Plain', false])
  t.strictSame(read('signed in as paula+1@example.com'), ['paula+1@example.com', false])
  t.strictSame(read('signed in as\npeter@example.com'), ['peter@example.com', false])
  t.strictSame(read('<a href="/login">Sign in</a>\nmallory@example.com'), [undefined, true])
  t.strictSame(read(''), [undefined, true], 'a redirect')
})
