import { createHash } from 'node:crypto'
import t from 'tap'
import { createRedactor } from '../../../../src/conformance/wire/redact/redactor.js'

const hash = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 8)}…(${text.length})`
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = `${part({ alg: 'RS256', kid: 'k1' })}.${part({ iss: 'https://op.test', sub: '00u1', aud: 'c', exp: 9, email: 'a@b.c' })}.c2ln`
const redactedJwt = `<jwt {"alg":"RS256","kid":"k1"} {"iss":"https://op.test","sub":"${hash('00u1')}","aud":"c","exp":9,"email":"${hash('a@b.c')}"} ${hash(jwt)}>`

t.test('by the names that secrets travel under', async (t) => {
  const r = createRedactor()
  const table: readonly (readonly [got: string, expected: string, what: string])[] = [
    [
      r.text('https://app.test/cb?code=abc-def&state=st1'),
      `https://app.test/cb?code=${hash('abc-def')}&state=st1`,
      'query',
    ],
    [
      r.text('https://app.test/cb#access_token=opaque1&token_type=Bearer'),
      `https://app.test/cb#access_token=${hash('opaque1')}&token_type=Bearer`,
      'fragment',
    ],
    [
      r.body('grant_type=password&username=u%40e.c&password=p+w%21', 'application/x-www-form-urlencoded'),
      `grant_type=password&username=${hash('u@e.c')}&password=${hash('p w!')}`,
      'form',
    ],
    [
      r.body('{"access_token":"opaque2","expires_in":3600,"scope":"openid"}', 'application/json'),
      `{"access_token":"${hash('opaque2')}","expires_in":3600,"scope":"openid"}`,
      'JSON',
    ],
    [
      r.body('{"sub":"00u1","name":"x","nested":[{"email":"a@b.c"}]}', 'application/json'),
      `{"sub":"${hash('00u1')}","name":"x","nested":[{"email":"${hash('a@b.c')}"}]}`,
      'people',
    ],
    [
      r.body('<input type="hidden" name="stateToken" value="st-123">', 'text/html'),
      `<input type="hidden" name="stateToken" value="${hash('st-123')}">`,
      'page',
    ],
    [r.header('set-cookie', 'sid=abc123; Path=/; HttpOnly'), `sid=${hash('abc123')}; Path=/; HttpOnly`, 'set-cookie'],
    [r.header('cookie', 'sid=abc123; x=yyyy'), `sid=${hash('abc123')}; x=${hash('yyyy')}`, 'cookie'],
    [r.header('authorization', 'Basic Y2xpZW50OnNlY3JldA=='), `Basic ${hash('Y2xpZW50OnNlY3JldA==')}`, 'basic'],
    [r.header('authorization', `Bearer ${jwt}`), `Bearer ${redactedJwt}`, 'bearer'],
    [r.body(`{"id_token":"${jwt}"}`, 'application/json'), JSON.stringify({ id_token: redactedJwt }), 'JWT in JSON'],
    [r.text(`client_assertion=${jwt}`), `client_assertion=${redactedJwt}`, 'JWT in a form'],
  ]
  for (const [got, expected, what] of table) t.equal(got, expected, what)
})

t.test('a secret once known is replaced wherever it turns up', async (t) => {
  const r = createRedactor()
  r.learn('p&ss "word"')
  t.equal(r.text('said: p&ss "word"'), `said: ${hash('p&ss "word"')}`)
  t.equal(r.text('x=p%26ss%20%22word%22'), `x=${hash('p&ss "word"')}`)
  t.equal(r.text('x=p%26ss+%22word%22'), `x=${hash('p&ss "word"')}`)
  t.equal(r.text('<p>p&amp;ss &quot;word&quot;</p>'), `<p>${hash('p&ss "word"')}</p>`)
  t.strictSame(r.value({ deep: ['p&ss "word"'] }), { deep: [hash('p&ss "word"')] })

  r.body('{"refresh_token":"rt-secret"}', 'application/json')
  t.equal(r.text('the error quotes rt-secret'), `the error quotes ${hash('rt-secret')}`)
})

t.test('of a profile nothing is shown, whatever an org calls it', async (t) => {
  const r = createRedactor()
  const user = { id: '00u1', profile: { login: 'ada@acme.test', costCenter: 'north-7', tags: ['vip-guest'], age: 40 } }
  t.strictSame(r.value(user), {
    id: '00u1',
    profile: { login: hash('ada@acme.test'), costCenter: hash('north-7'), tags: [hash('vip-guest')], age: 40 },
  })
})

t.test('a child knows what its parent knows, and keeps what it learns to itself', async (t) => {
  const parent = createRedactor()
  const child = parent.child()
  parent.learn('later-secret')
  child.learn('own-secret')
  t.equal(child.text('later-secret own-secret'), `${hash('later-secret')} ${hash('own-secret')}`)
  t.equal(parent.text('own-secret'), 'own-secret')
})

t.test('what is no secret stays readable', async (t) => {
  const r = createRedactor()
  const page = '<a href="?state=1&response_type=code">{"error":"invalid_grant"}</a>'
  t.equal(r.body(page, 'text/html'), page)
  t.equal(r.body('not json {', 'application/json'), 'not json {')
})
