// The reference web app as a process: `PORT=… node run.js FLAW…`, told of the org as --exec tells it.

import { type WebFlaw, webFlaws } from './flaws.js'
import { startWebApp } from './web-app.js'

const { OKTA_ISSUER = '', OKTA_CLIENT_ID = '', OKTA_CLIENT_SECRET = '', OKTA_CLIENT_SCOPES = '', PORT } = process.env
const flaws = process.argv.slice(2).filter((name): name is WebFlaw => Object.hasOwn(webFlaws, name))

await startWebApp(
  {
    issuer: OKTA_ISSUER,
    clientId: OKTA_CLIENT_ID,
    clientSecret: OKTA_CLIENT_SECRET,
    scopes: OKTA_CLIENT_SCOPES.split(' '),
    timeoutMs: 60_000,
    port: Number(PORT),
  },
  new Set(flaws),
)
