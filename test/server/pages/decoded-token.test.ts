import t from 'tap'
import { decodedToken } from '../../../src/server/pages/decoded-token.js'

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = (claims: object): string => `${part({ alg: 'RS256' })}.${part(claims)}.c2ln`

t.test('header and claims in their order, times in words by the clock given', async (t) => {
  t.equal(
    decodedToken(token({ exp: 1_767_229_200, sub: 'a<b', scp: ['x', 'y'] }), 1_767_225_600),
    '<table><tr><th scope="row">(header)</th><td><code>{ &#34;alg&#34;: &#34;RS256&#34; }</code></td></tr>' +
      '<tr><th scope="row">exp</th><td><code>1767229200</code><small>2026-01-01 01:00:00 UTC, in 60 minutes</small></td></tr>' +
      '<tr><th scope="row">sub</th><td><code>&#34;a&#60;b&#34;</code></td></tr>' +
      '<tr><th scope="row">scp</th><td><code>[ &#34;x&#34;, &#34;y&#34; ]</code></td></tr></table>',
  )
})

t.test('how far away a time is', async (t) => {
  const now = 1_767_225_600
  const cases = [
    [0, 'now'],
    [1, 'in 1 second'],
    [-90, '90 seconds ago'],
    [300, 'in 5 minutes'],
    [-7200, '2 hours ago'],
    [30 * 86_400, 'in 30 days'],
  ] as const
  for (const [seconds, words] of cases) {
    t.match(decodedToken(token({ iat: now + seconds }), now), ` UTC, ${words}</small>`, words)
  }
})

t.test('what is no time and what is no token', async (t) => {
  for (const exp of ['1767229200', 1e300, null, {}]) {
    t.notMatch(decodedToken(token({ exp }), 0), '<small>', JSON.stringify(exp))
  }
  for (const opaque of ['', 'abc', 'a.b.c', '..', `${part({})}.${part([])}.x`, `${part(1)}.${part({})}.`]) {
    t.equal(decodedToken(opaque, 0), '<p class="soft">This is not a JWT.</p>', opaque)
  }
})
