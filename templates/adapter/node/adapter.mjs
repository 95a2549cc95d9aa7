// An adapter of the conformance kit for openid-client 6: one JSON object a line in, one out. `npm install openid-client`.
import { createInterface } from 'node:readline'
import * as oidc from 'openid-client'

// ---- YOUR LIBRARY: the three functions below. Replace what they call by what your application calls. ----

const authentications = {
  client_secret_basic: oidc.ClientSecretBasic,
  client_secret_post: oidc.ClientSecretPost,
  none: oidc.None,
}

/** Read anew in each call, so that `discover` may stand in `ops`. */
const discover = ({ issuer, clientId, clientSecret, auth }) =>
  oidc.discovery(new URL(issuer), clientId, undefined, authentications[auth](clientSecret), {
    // Without the second, openid-client does not look at the signature of an ID token that came over TLS.
    execute: [...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []), oidc.enableNonRepudiationChecks],
  })

/** Where the browser goes to sign in, and what has to be remembered until it comes back. */
const startLogin = async (config) => {
  const kept = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  const url = oidc.buildAuthorizationUrl(await discover(config), {
    redirect_uri: config.redirectUri,
    scope: config.scopes.join(' '),
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, kept }
}

const placeOf = (url) => url.split(/[?#]/, 1)[0]

/** Who is signed in now. Whatever the library throws is a rejection. */
const finishLogin = async (config, { state, nonce, verifier }, url) => {
  // Of two issuers: only where an answer arrives tells whose it is, and openid-client does not look at that.
  if (placeOf(url) !== placeOf(config.redirectUri)) throw Object.assign(new Error('of another'), { code: 'ISSUER' })
  const server = await discover(config)
  const tokens = await oidc.authorizationCodeGrant(server, new URL(url), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const { sub } = tokens.claims()
  await oidc.fetchUserInfo(server, tokens.access_token, sub)
  return { sub, refreshToken: tokens.refresh_token }
}

/** The same person with new tokens. */
const refresh = async (config, { sub, refreshToken }) => {
  const tokens = await oidc.refreshTokenGrant(await discover(config), refreshToken)
  const claims = tokens.claims()
  if (claims && claims.sub !== sub) throw Object.assign(new Error('the ID token is about another'), { code: 'SUBJECT' })
  return { sub, refreshToken: tokens.refresh_token ?? refreshToken }
}

// ---- The protocol: nothing to change from here on. ----

let config
const sessions = new Map()

const signIn = async (session, at, work) => {
  try {
    const person = await work()
    sessions.set(session, { person, at })
    return { outcome: 'accepted', sub: person.sub }
  } catch (error) {
    sessions.delete(session)
    // The library's own errors have a code; any other is a mistake in this file, and breaks the adapter.
    if (error.code === undefined) throw error
    return { outcome: 'rejected', error: { name: error.code, message: error.message, reason: error.cause?.claim } }
  }
}

const operations = {
  hello: () => ({
    name: 'openid-client',
    lang: 'node',
    ops: ['configure', 'authorize', 'callback', 'userinfo', 'discover', 'secondIssuer', 'refresh'],
  }),
  configure: (given) => {
    config = given
  },
  authorize: async ({ session, issuer }) => {
    const at = issuer === config.second?.issuer ? { ...config, ...config.second } : config
    const { url, kept } = await startLogin(at)
    sessions.set(session, { kept, at })
    return { url }
  },
  callback: ({ session, url }) => {
    const { kept = {}, at = config } = sessions.get(session) ?? {}
    return signIn(session, at, () => finishLogin(at, kept, url))
  },
  refresh: ({ session }) => {
    const { person, at } = sessions.get(session)
    return signIn(session, at, () => refresh(at, person))
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, op, ...given } = JSON.parse(line)
  try {
    console.log(JSON.stringify({ id, ok: true, ...(await operations[op](given)) }))
  } catch (error) {
    console.log(JSON.stringify({ id, ok: false, error: String(error) }))
  }
}
