// A single-page app with @okta/okta-auth-js. A page reads no environment: issuer and client id are built in.
import { OktaAuth } from '@okta/okta-auth-js'

const client = new OktaAuth({
  issuer: 'http://localhost:6582',
  clientId: '0oamysinglepageapp00',
  redirectUri: `${location.origin}/login/callback`,
  scopes: ['openid', 'profile', 'email'],
})

const show = (id, text) => {
  document.querySelector('main').append(Object.assign(document.createElement('p'), { id, textContent: text }))
}

const open = async () => {
  if (location.pathname === '/login') return client.signInWithRedirect({ originalUri: '/' })
  if (client.isLoginRedirect()) return client.handleRedirect()
  await client.start()
  if (await client.isAuthenticated()) show('user', (await client.getUser()).email)
  else show('sign-in', 'Nobody is signed in.')
}

open().catch((error) => show('sign-in', `Nobody is signed in: ${error.message}`))
