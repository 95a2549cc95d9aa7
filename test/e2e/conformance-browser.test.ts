// Sign-in at the stand-in org by its page in Chromium, and by the browser state that a person left.
import t from 'tap'
import { runConformance, type SettingsFile } from '../../src/conformance/index.js'
import { login } from '../../src/conformance/login.js'
import { mockOrg } from '../../src/conformance/targets/mock-org.js'
import { totpCode } from '../../src/conformance/toolkit/totp.js'
import { noBrowser } from '../fixtures/browser.js'
import { caFile, type Front, host, type Intercept, startFront } from '../fixtures/tls-front.js'

const config = mockOrg(new Map())
const pace = { clock: () => performance.now(), sleep: async () => undefined }
const only = ['token/code-response', 'authorize/state-echo']

/** An org whose authentication API is switched off, as in many of today's. */
const withoutAuthn: Intercept = ({ url }, response) => {
  if (!url?.startsWith('/api/v1/authn')) return false
  response.writeHead(403, { 'content-type': 'application/json' }).end('{"errorCode":"E0000015"}')
  return true
}

/** The page as Okta's is: nothing in it until its script has run. */
const byScript = (page: string): string =>
  `<title>Sign in</title><body><script>document.write(decodeURIComponent("${encodeURIComponent(page)}")) // OktaSignIn</script>`

const settingsOf = ({ org }: Front, loginName?: string): SettingsFile => {
  const { apps, users } = org.admin.org()
  const person = users.find(({ profile }) => profile.login === loginName)
  const secret = person?.factors[0]?.sharedSecret
  return {
    resolve: { [host]: '127.0.0.1' },
    apps: apps
      .filter(({ label }) => label === 'Web')
      .map(({ client_id, client_secret = '', redirect_uris }) => ({
        client_id,
        client_secret,
        redirect_uris: [...redirect_uris],
      })),
    users: person
      ? [
          {
            profile: { login: person.profile.login },
            credentials: { password: { value: person.credentials.password?.value ?? '' } },
            ...(secret !== undefined && { factors: [{ type: 'token:software:totp' as const, sharedSecret: secret }] }),
          },
        ]
      : [],
  }
}

const skip = noBrowser
const environment = (home: string) => ({
  env: { CHROMIUM_PATH: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', CONFORMANCE_STATE_KEY: 'a key of the tests' },
  directory: home,
  home,
})

t.test('where the authentication API is off, Chromium fills the page, second factor included', { skip }, async (t) => {
  for (const name of ['paula.plain@example.com', 'otto.totp@example.com']) {
    const front = await startFront({ config, intercept: withoutAuthn, rewrite: byScript })
    t.teardown(() => front.close())
    const report = await runConformance({
      target: 'real',
      issuer: front.issuer,
      config: settingsOf(front, name),
      caFile,
      owned: host,
      pace,
      only: ['token/code-response'],
      surroundings: environment(t.testdir()),
    })
    t.match(
      report.results.map(({ verdict, reason, findings }) => ({ verdict, reason, findings })),
      [{ verdict: 'pass', findings: [] }],
      name,
    )
  }
})

t.test('a person signs in once, and later runs need no password', { skip }, async (t) => {
  const front = await startFront({ config, rewrite: byScript })
  t.teardown(() => front.close())
  const surroundings = environment(t.testdir())
  const [person] = front.org.admin.org().users
  const settings = settingsOf(front)
  const user = {
    login: person?.profile.login ?? '',
    password: person?.credentials.password?.value ?? '',
    roles: [],
  }
  const { path } = await login({
    settings,
    issuer: front.issuer,
    caFile,
    owned: host,
    surroundings,
    headless: true,
    person: { user, code: () => totpCode('JBSWY3DPEHPK3PXP', 0) },
  })
  t.match(path, /\.state$/)
  const before = front.seen.length
  const report = await runConformance({
    target: 'real',
    issuer: front.issuer,
    config: settings,
    caFile,
    owned: host,
    pace,
    only: [...only, 'authorize/prompt-none-signed-in'],
    surroundings,
  })
  t.match(report, { exitCode: 0, counts: { pass: 3 } })
  const later = front.seen.slice(before)
  t.strictSame(
    later.filter((request) => /authn|signin/.test(request)),
    [],
    'no name, no password',
  )
})
