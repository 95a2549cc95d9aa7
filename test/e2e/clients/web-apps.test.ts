// Every client check of web apps on apps with libraries that people use. What does not pass is written up in docs/findings.md.
import t from 'tap'
import { runConformance, type Verdict } from '../../../src/conformance/index.js'
import { runOrg } from '../../../src/server/start-org.js'
import { startAuthJsApp } from '../../fixtures/apps/auth-js.js'
import { startOidcMiddlewareApp } from '../../fixtures/apps/oidc-middleware.js'
import { startPassportApp } from '../../fixtures/apps/passport.js'
import type { Registration, WebApp } from '../../fixtures/apps/serve.js'

t.setTimeout(120_000)

const client = { client_id: '0oaclientundertest00', client_secret: 'the-secret-of-the-app-under-test-0123456789' }

/** What does not pass, by verdict, without the `CL-` that all begin with. */
interface Known {
  readonly fail: string
  readonly inconclusive: string
  readonly warn: string
}

interface App {
  readonly start: (registration: Registration) => Promise<WebApp>
  /** The app asks for userinfo. */
  readonly userinfo?: true
  readonly known: Known
}

const apps: Readonly<Record<string, App>> = {
  '@okta/oidc-middleware': {
    start: startOidcMiddlewareApp,
    userinfo: true,
    known: { fail: 'STATE-06 CODE-02 TOK-02', inconclusive: 'ERR-06', warn: 'REQ-03 IAT-01 LEAK-02' },
  },
  'passport-openidconnect': {
    start: startPassportApp,
    userinfo: true,
    known: {
      fail: 'ISS-01 STATE-06 SIG-01 SIG-02 SIG-03 SIG-04 SIG-05 SIG-06 KEY-02 TOK-02 TOK-03 UI-01',
      inconclusive: 'ERR-06',
      warn: 'REQ-03 CODE-03 DUP-01 AUD-02 EXP-02 IAT-01 IAT-02 SUB-01 HASH-01 TOK-01 TOK-05 LEAK-02',
    },
  },
  'Auth.js': {
    start: startAuthJsApp,
    known: {
      fail: 'STATE-06 CODE-01 SIG-01 SIG-02 SIG-06 KEY-02',
      inconclusive: '',
      warn: 'STATE-01 STATE-02 CODE-03 PKCE-01 PKCE-02 ISS-01 DUP-01 MODE-01 STATE-04 STATE-05 CODE-02 ERR-03 ISS-10 AUD-01 AUD-02 AUD-04 AZP-01 EXP-01 EXP-02 IAT-01 IAT-02 SUB-01 EXP-03 SIG-03 SIG-04 SIG-05 HASH-01 TOK-01 TOK-02 TOK-03 TOK-05',
    },
  },
  'Auth.js with an error page of its own': {
    start: (registration) => startAuthJsApp(registration, { errorPage: '/' }),
    known: { fail: 'STATE-06 SIG-01 SIG-02 SIG-06 KEY-02', inconclusive: '', warn: 'AZP-01 IAT-01 HASH-01' },
  },
}

const run = async ({ start, userinfo }: App) => {
  const org = await runOrg({ host: '127.0.0.1', port: 0, adminHost: '127.0.0.1', adminPort: 0, seed: '1' })
  const app = await start({ issuer: org.issuer, clientId: client.client_id, clientSecret: client.client_secret })
  try {
    return await runConformance({
      issuer: org.issuer,
      admin: org.adminUrl,
      client: {
        client: {
          kind: 'web',
          ...client,
          start: app.start,
          callback: app.callback,
          ...(userinfo && { userinfo }),
          scopes: ['openid', 'profile', 'email'],
        },
        probe: { url: app.probe, signedIn: { status: 200, json: 'email' }, signedOut: { status: 401 } },
      },
      seed: 'web apps',
    })
  } finally {
    await app.close()
    await org.close()
  }
}

for (const [name, app] of Object.entries(apps)) {
  t.test(name, async (t) => {
    const { results, incidents } = await run(app)
    t.strictSame(incidents, [])
    const idsOf = (verdict: Verdict): string =>
      results
        .filter((result) => result.verdict === verdict)
        .map(({ id }) => id.replace('CL-', ''))
        .join(' ')
    t.strictSame({ fail: idsOf('fail'), inconclusive: idsOf('inconclusive'), warn: idsOf('warn') }, app.known)
    t.strictSame([idsOf('blocked'), idsOf('flaky')], ['', ''])
  })
}
