// A correct single-page app, written to be broken in one place at a time: code with PKCE, implicit, or a window that posts its answer.
const { issuer, clientId, scopes, responseType, popup, flaws } = globalThis.settings
const has = (flaw) => flaws.includes(flaw)

const callback = `${location.origin}/callback`
const skewSeconds = 300

const reject = (reason) => {
  throw new Error(reason)
}

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)))
const sha256 = (text) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))

const getJson = async (url, options) => {
  const answer = await fetch(url, options)
  return answer.ok ? answer.json() : reject(`${url} answers ${answer.status}`)
}

let metadata

const discover = async () => {
  metadata ??= await getJson(`${issuer}/.well-known/openid-configuration`)
  return metadata.issuer === issuer ? metadata : reject('the metadata is of another issuer')
}

const remember = (name, value) => sessionStorage.setItem(name, JSON.stringify(value))
const recall = (name) => JSON.parse(sessionStorage.getItem(name) ?? 'null')
const take = (name) => {
  const value = recall(name)
  sessionStorage.removeItem(name)
  return value
}

const authorizeUrl = async ({ state, nonce, verifier }) => {
  const url = new URL((await discover()).authorization_endpoint)
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: callback,
    response_type: responseType,
    scope: scopes.join(' '),
    state,
    nonce,
    ...(responseType === 'code' && {
      code_challenge: base64url(await sha256(verifier)),
      code_challenge_method: 'S256',
    }),
    ...(popup && { response_mode: 'okta_post_message' }),
  })
  return url.href
}

/** The one value that a parameter has. */
const one = (params, name) => {
  const values = params.getAll(name)
  return values.length > 1 ? reject(`${name} comes twice`) : values[0]
}

/** What came back is an answer to the login that is pending. */
const requireAnswer = (params, pending) => {
  const state = one(params, 'state')
  if (!pending) {
    if (!has('takes-tokens-that-nobody-asked-for')) reject('no login is pending')
  } else if (state !== pending.state && !(popup && has('no-state-check-of-messages'))) {
    reject('the state is another')
  }
  sessionStorage.removeItem('pending')
  const iss = one(params, 'iss')
  if (iss !== undefined && iss !== issuer) reject('the answer is of another issuer')
  const error = one(params, 'error')
  if (error !== undefined) reject(error)
}

const verified = async (token) => {
  const [header, payload, signature] = token.split('.')
  const claims = JSON.parse(new TextDecoder().decode(bytesOf(payload)))
  const { alg, kid } = JSON.parse(new TextDecoder().decode(bytesOf(header)))
  const { keys } = await getJson((await discover()).jwks_uri)
  if (has('reads-the-payload-only')) return claims
  const jwk = keys.find((key) => key.kid === kid)
  if (alg !== 'RS256' || jwk === undefined) reject('signed by a key that is not known')
  const how = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', { kty: jwk.kty, n: jwk.n, e: jwk.e }, how, false, ['verify'])
  const data = new TextEncoder().encode(`${header}.${payload}`)
  return (await crypto.subtle.verify(how, key, bytesOf(signature), data))
    ? claims
    : reject('the signature does not fit')
}

const requireNonce = ({ nonce }, pending) => {
  if (nonce === pending?.nonce || !pending) return
  if (nonce === undefined ? has('compares-nonce-only-if-present') : has('no-nonce-check')) return
  reject('the nonce is another')
}

const requireHash = async ({ at_hash }, accessToken) => {
  if (at_hash === undefined) {
    if (responseType !== 'code' && !has('accepts-missing-at-hash')) reject('at_hash is missing')
    return
  }
  if (has('no-at-hash-check')) return
  if (at_hash !== base64url((await sha256(accessToken)).slice(0, 16))) reject('the access token is another')
}

const requireClaims = async (claims, pending, accessToken) => {
  const { iss, aud, azp, exp, iat, sub } = claims
  const now = Date.now() / 1000
  if (iss !== issuer) reject('the ID token is of another issuer')
  if ([aud].flat().length !== 1 || [aud].flat()[0] !== clientId) reject('the ID token is for somebody else')
  if (azp !== undefined && azp !== clientId) reject('the ID token was issued to somebody else')
  if (typeof exp !== 'number' || exp + skewSeconds < now) reject('the ID token is over')
  if (typeof iat !== 'number' || iat - skewSeconds > now) reject('the ID token is from the future')
  if (typeof sub !== 'string' || sub === '') reject('nobody is named')
  requireNonce(claims, pending)
  await requireHash(claims, accessToken)
}

const exchange = async (code, { verifier }) => {
  const { token_endpoint } = await discover()
  const form = { grant_type: 'authorization_code', client_id: clientId, redirect_uri: callback, code }
  return getJson(token_endpoint, { method: 'POST', body: new URLSearchParams({ ...form, code_verifier: verifier }) })
}

/** Nobody is signed in by an error of the token endpoint. */
const refused = (error) => {
  if (has('signs-in-though-the-code-is-refused')) remember('session', { user: 'somebody' })
  throw error
}

/** Signs in by an answer. */
const signInBy = async (params, pending) => {
  requireAnswer(params, pending)
  const code = one(params, 'code')
  const tokens =
    responseType === 'code'
      ? await exchange(code || reject('neither code nor error'), pending).catch(refused)
      : {
          id_token: one(params, 'id_token'),
          access_token: one(params, 'access_token'),
          token_type: one(params, 'token_type'),
        }
  const { id_token, access_token, token_type } = tokens
  if (!id_token || !access_token) reject('a token is missing')
  if (token_type?.toLowerCase() !== 'bearer') reject('tokens of a kind that is not known')
  const claims = await verified(id_token)
  await requireClaims(claims, pending, access_token)
  const { userinfo_endpoint } = await discover()
  const userinfo = await getJson(userinfo_endpoint, { headers: { authorization: `Bearer ${access_token}` } })
  if (userinfo.sub !== claims.sub && !has('no-subject-check-of-userinfo')) reject('userinfo is about somebody else')
  remember('session', { user: userinfo.email, id_token })
}

const show = (id, text) => {
  const line = Object.assign(document.createElement('p'), { id, textContent: text })
  document.querySelector('main').append(line)
}

const showWho = () => {
  const session = recall('session')
  if (session) show('user', session.user)
  else show('nobody', 'Nobody is signed in.')
}

/** Only a path of this app is a place to go to. */
const placeOf = (returnTo) => {
  if (has('open-redirect')) return returnTo ?? '/'
  const url = new URL(returnTo ?? '/', location.origin)
  return url.origin === location.origin && url.protocol === location.protocol ? url.href : '/'
}

const fragment = () => new URLSearchParams(location.hash.slice(1))

const loginByWindow = async (pending) => {
  const answered = new Promise((resolve) => {
    addEventListener('message', function listen({ origin, data }) {
      if (origin !== new URL(issuer).origin && !has('no-origin-check-of-messages')) return
      if (typeof data !== 'object' || data === null || !('state' in data)) return
      removeEventListener('message', listen)
      resolve(new URLSearchParams(data))
    })
  })
  const opened = open(await authorizeUrl(pending))
  await signInBy(await answered, pending)
  opened.close()
  location.replace(placeOf(pending.returnTo))
}

const pages = {
  '/login': async () => {
    const returnTo = new URLSearchParams(location.search).get('returnTo')
    const verifier = has('verifier-of-sixteen-bytes') ? random().slice(0, 22) : random()
    const pending = { state: random(), nonce: random(), verifier, returnTo }
    if (popup) return loginByWindow(pending)
    remember('pending', pending)
    location.assign(await authorizeUrl(pending))
  },
  '/callback': async () => {
    const pending = recall('pending')
    const isCode = responseType === 'code'
    const params = isCode ? new URLSearchParams(location.search) : fragment()
    if (has('reads-any-channel')) for (const [name, value] of fragment()) params.append(name, value)
    if (!has('leaves-code-in-address-bar')) history.replaceState(null, '', '/callback')
    await signInBy(params, pending)
    if (has('leaves-code-in-address-bar')) showWho()
    else location.replace(placeOf(pending?.returnTo))
  },
  '/logout': async () => {
    const session = has('keeps-its-session-after-logout') ? recall('session') : take('session')
    const url = new URL((await discover()).end_session_endpoint)
    url.search = new URLSearchParams({
      id_token_hint: session.id_token,
      post_logout_redirect_uri: `${location.origin}/`,
    })
    location.assign(url)
  },
  '/': async () => {
    if (has('reads-fragments-on-any-route') && location.hash) {
      await signInBy(fragment(), recall('pending')).catch(() => {})
    }
    showWho()
  },
}

pages[location.pathname]?.().catch((error) => {
  show('error', error.message)
  showWho()
})
