// node bench/workers.js FLOW URL SECONDS|AMOUNTx: sixteen workers that go through a flow over and over, for some seconds or
// so many times in all, in a process of their own.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { importJWK, SignJWT } from 'jose'
import { Pool } from 'undici'
import { client, redirectUri } from './browser.js'

const [flowName, url, extent] = process.argv.slice(2)
const amount = extent.endsWith('x') ? Number(extent.slice(0, -1)) : Number.POSITIVE_INFINITY
const seconds = Number.isFinite(amount) ? Number.POSITIVE_INFINITY : Number(extent)
const pool = new Pool(url, { connections: 16 })
const form = { 'content-type': 'application/x-www-form-urlencoded' }

const send = async (path, expected, options = {}) => {
  const { statusCode, headers, body } = await pool.request({ path, method: 'GET', ...options })
  const text = await body.text()
  if (statusCode !== expected) throw new Error(`${path} answers ${statusCode}: ${text.slice(0, 200)}`)
  return { headers, text }
}

const post = (path, expected, fields, headers = {}) =>
  send(path, expected, {
    method: 'POST',
    headers: { ...form, ...headers },
    body: new URLSearchParams(fields).toString(),
  })

/** The floor: one signature a request. */
const floor = async () => {
  await send('/', 302)
}

/** The sign-in page, its form, and a code with PKCE: an access token and an ID token. */
const signInTo = async ({ client_id, redirect_uri, client_secret, scope }) => {
  const verifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    client_id,
    response_type: 'code',
    scope,
    redirect_uri,
    state: 'state',
    nonce: 'nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const page = await send(`/oauth2/v1/authorize?${query}`, 200)
  const stateToken = /name="stateToken" value="([^"]+)"/.exec(page.text)[1]
  const signedIn = await post('/signin', 302, {
    stateToken,
    identifier: 'admin@example.com',
    'credentials.passcode': 'Passw0rd!',
  })
  const code = new URL(signedIn.headers.location).searchParams.get('code')
  const { text } = await post('/oauth2/v1/token', 200, {
    grant_type: 'authorization_code',
    code,
    redirect_uri,
    code_verifier: verifier,
    client_id,
    ...(client_secret && { client_secret }),
  })
  return JSON.parse(text)
}

const webApp = {
  client_id: client,
  redirect_uri: redirectUri,
  client_secret: 'web-app-secret-of-the-built-in-org-of-mockta-it-protects-nothing',
  scope: 'openid profile',
}
const signIn = () => signInTo(webApp)

const browserApp = {
  client_id: '0oamocktabrowser0001',
  redirect_uri: 'http://localhost:8080/login/callback',
  scope: 'openid offline_access',
}
const refreshTokens = []

/** A refresh token for the next one, as apps with rotation do. */
const refresh = async () => {
  const refresh_token = refreshTokens.pop() ?? (await signInTo(browserApp)).refresh_token
  const { client_id } = browserApp
  const { text } = await post('/oauth2/v1/token', 200, { grant_type: 'refresh_token', client_id, refresh_token })
  refreshTokens.push(JSON.parse(text).refresh_token)
}

const service = '0oamocktaservice0001'
const assertions = []

/** Signed beforehand, so that the client's own signatures are not measured. */
const prepareAssertions = async (count) => {
  const jwk = JSON.parse(readFileSync('examples/service-app/private-key.json', 'utf8'))
  const key = await importJWK(jwk, 'RS256')
  for (let index = 0; index < count; index += 1) {
    assertions.push(
      await new SignJWT({ jti: randomUUID() })
        .setProtectedHeader({ alg: 'RS256', kid: jwk.kid })
        .setIssuer(service)
        .setSubject(service)
        .setAudience(`${url}/oauth2/v1/token`)
        .setExpirationTime('30m')
        .sign(key),
    )
  }
}

const clientCredentials = async () => {
  await post('/oauth2/v1/token', 200, {
    grant_type: 'client_credentials',
    scope: 'okta.users.read',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertions.pop(),
  })
}

const flows = { floor, 'sign-in': signIn, 'client-credentials': clientCredentials, refresh }
const flow = flows[flowName]
if (flow === clientCredentials) await prepareAssertions(2500 * seconds)

let count = 0
const startedAt = performance.now()
const endsAt = startedAt + seconds * 1000
const work = async () => {
  while (count < amount && performance.now() < endsAt && (flow !== clientCredentials || assertions.length > 0)) {
    count += 1
    await flow()
  }
}
await Promise.all(Array.from({ length: 16 }, work))
const elapsed = (performance.now() - startedAt) / 1000
await pool.close()
console.log(JSON.stringify({ perSecond: count / elapsed }))
