// A web app that signs people in with Okta, as its quick start for Express has it. Everything it knows comes from its environment.
import okta from '@okta/oidc-middleware'
import express from 'express'
import session from 'express-session'

const { OKTA_ISSUER: issuer, OKTA_CLIENT_ID, OKTA_CLIENT_SECRET, PORT = '3000' } = process.env

const oidc = new okta.ExpressOIDC({
  issuer,
  client_id: OKTA_CLIENT_ID,
  client_secret: OKTA_CLIENT_SECRET,
  appBaseUrl: `http://localhost:${PORT}`,
  scope: 'openid profile email',
  // Against a mock, which need not have a certificate.
  testing: { disableHttpsCheck: issuer?.startsWith('http:') },
})

const app = express()
app.use(session({ secret: 'only for this example', resave: false, saveUninitialized: false }))
app.use(oidc.router)
app.get('/', (request, response) => {
  const user = request.userContext?.userinfo
  if (user === undefined) response.send('<a href="/login">Sign in</a>')
  else response.type('text').send(`Signed in as ${user.email}.`)
})
app.get('/api/me', (request, response) => {
  const user = request.userContext?.userinfo
  if (user === undefined) response.sendStatus(401)
  else response.json({ email: user.email })
})

app.get('/sign-out', oidc.forceLogoutAndRevoke())

oidc.on('ready', () => app.listen(Number(PORT), 'localhost'))
oidc.on('error', (error) => {
  console.error(error.message)
  process.exitCode = 1
})
