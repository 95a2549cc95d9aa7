import t from 'tap'
import { createTestApp } from '../../fixtures/app.js'
import { start } from '../../fixtures/deps.js'

const body = {
  errorCode: 'E0000047',
  errorSummary: 'API call exceeded rate limit due to too many requests.',
  errorLink: 'E0000047',
  errorId: /^oae[\w-]{22}$/,
  errorCauses: [],
}

t.test('a bucket that is empty: 429, the headers to wait by, and the reason in the log', async (t) => {
  const { app, lines, deps } = await createTestApp({ rateLimits: { '/oauth2/v1/token': 1 } })
  const ask = () => app.inject({ method: 'POST', url: '/oauth2/v1/token', headers: { origin: 'http://app.example' } })
  t.equal((await ask()).statusCode, 401)
  const response = await ask()
  t.equal(response.statusCode, 429)
  t.match(response.json(), body)
  t.match(response.headers, {
    'x-rate-limit-limit': '1',
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': String(start + 60),
    date: 'Thu, 01 Jan 2026 00:00:00 GMT',
    'retry-after': undefined,
    'cache-control': 'no-cache, no-store',
    'access-control-allow-origin': 'http://app.example',
  })
  t.strictSame(lines.at(-1), [
    'warn',
    'POST /oauth2/v1/token 429 refused (tooManyRequests): more than 1 requests a minute in the bucket /oauth2/v1/token: wait until x-rate-limit-reset, or set org.rateLimits to off',
  ])
  deps.advance(60)
  t.equal((await ask()).statusCode, 401)
})

t.test('a user who is named too often: each endpoint in its own words', async (t) => {
  const { app, lines } = await createTestApp({ rateLimits: 'on' })
  const authn = () => app.inject({ method: 'POST', url: '/api/v1/authn', payload: { username: 'ada', password: 'x' } })
  const token = () =>
    app.inject({
      method: 'POST',
      url: '/oauth2/v1/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'grant_type=password&username=ada',
    })
  for (let count = 0; count < 4; count += 1) {
    t.equal((await authn()).statusCode, 401)
    t.equal((await token()).statusCode, 401)
  }
  const refused = await authn()
  t.equal(refused.statusCode, 429)
  t.match(refused.json(), body)
  t.strictSame(lines.at(-1), [
    'warn',
    'POST /api/v1/authn 429 refused (tooManyRequests): more than 4 requests a second at /api/v1/authn for the user "ada": wait a second, or set org.rateLimits to off',
  ])
  const refusedToken = await token()
  t.equal(refusedToken.statusCode, 429)
  t.strictSame(refusedToken.json(), {
    error: 'invalid_grant',
    error_description: 'API call exceeded rate limit due to too many requests.',
  })
})

t.test('every limited answer says how much is left, public documents do not', async (t) => {
  const { app } = await createTestApp()
  const limitOf = async (method: 'GET' | 'POST', url: string) => {
    const { headers } = await app.inject({ method, url })
    return [headers['x-rate-limit-limit'], headers['x-rate-limit-remaining'], headers['x-rate-limit-reset']]
  }
  const reset = String(start + 60)
  t.strictSame(await limitOf('GET', '/oauth2/v1/authorize'), ['300', '300', reset], 'no client: not counted')
  t.strictSame(await limitOf('POST', '/oauth2/v1/token'), ['150', '149', reset])
  t.strictSame(await limitOf('GET', '/api/v1/users'), ['100', '99', reset])
  t.strictSame(await limitOf('GET', '/nothing'), ['1000', '999', reset])
  for (const path of ['/oauth2/v1/keys', '/.well-known/openid-configuration']) {
    t.strictSame(await limitOf('GET', path), [undefined, undefined, undefined], path)
  }
})
