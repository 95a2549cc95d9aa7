// What a browser does, by plain HTTP: opens an authorize URL and signs in.
import { request } from 'undici'

export const client = '0oamocktaweb00000001'
export const redirectUri = 'http://localhost:8080/implicit/callback'

export const authorizePath = (parameters = {}) => {
  const query = new URLSearchParams({
    client_id: client,
    response_type: 'token',
    scope: 'okta.users.read',
    redirect_uri: redirectUri,
    state: 'state',
    nonce: 'nonce',
    ...parameters,
  })
  return `/oauth2/v1/authorize?${query}`
}

/** Signs the admin in; gives the session cookie and the redirect. */
export const signIn = async (url, path = authorizePath()) => {
  const page = await request(`${url}${path}`)
  const stateToken = /name="stateToken" value="([^"]+)"/.exec(await page.body.text())[1]
  const form = new URLSearchParams({ stateToken, identifier: 'admin@example.com', 'credentials.passcode': 'Passw0rd!' })
  const { headers, body } = await request(`${url}/signin`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  await body.dump()
  return { cookie: String(headers['set-cookie']).split(';')[0], location: headers.location }
}
