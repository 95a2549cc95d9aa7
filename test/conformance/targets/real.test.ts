import t from 'tap'
import { openReal, planReal, readIssuer } from '../../../src/conformance/targets/real.js'
import { fakeTarget, page } from '../../fixtures/fake-target.js'

const surroundings = { env: {}, directory: '/nonexistent', home: '/nonexistent' }

t.test('an issuer that makes no sense is one line', async (t) => {
  const table: readonly (readonly [string | undefined, RegExp])[] = [
    [undefined, /^--target real needs the org: --issuer, OKTA_CLIENT_ORGURL, or issuer in --config$/],
    ['acme', /^the issuer "acme" is not a URL$/],
    ['http://acme.okta.com', /must be https/],
    ['https://acme-admin.okta.com', /^acme-admin\.okta\.com is the admin console: leave out -admin$/],
    ['https://acme.okta.com/?x=1', /has a query or a fragment$/],
  ]
  for (const [issuer, message] of table)
    t.throws(() => readIssuer(issuer), { name: 'UsageError', message }, String(issuer))
  t.equal(readIssuer('https://acme.okta.com/'), 'https://acme.okta.com')
  t.equal(readIssuer('http://localhost:6582'), 'http://localhost:6582')
})

t.test('production: only who names the org in full may test it; nothing is sent before', async (t) => {
  const settings = { issuer: 'https://acme.okta.test', resolve: {} }
  const refusal = (owned?: string) => openReal({ settings, surroundings, ...(owned !== undefined && { owned }) })
  await t.rejects(refusal(), {
    name: 'RuleBroken',
    rule: 'production',
    message: 'nothing says that acme.okta.test may be tested: add --i-own-this-org acme.okta.test',
  })
  await t.rejects(refusal('acme'), { rule: 'production', message: '--i-own-this-org acme is not acme.okta.test' })
  await t.rejects(refusal('acme.okta.test'), { name: 'Unreachable' })
})

t.test('what a real org does not offer is named with the setting that would change it', async (t) => {
  const { metadata } = fakeTarget(() => page(200))
  const bare = await planReal({ settings: { issuer: 'https://acme.okta.com' }, surroundings })
  t.strictSame(
    (['code-app', 'user', 'session-token', 'api', 'clock', 'wrong-password'] as const).map(bare.missing(metadata)),
    [
      'code-app: no web app with a client secret and authorization_code, PKCE not required (CONFORMANCE_CLIENT_ID, CONFORMANCE_CLIENT_SECRET and CONFORMANCE_REDIRECT_URI or apps[] in --config)',
      'user: no user who can sign in (CONFORMANCE_USERNAME or users[] in --config)',
      'session-token: no password is known: CONFORMANCE_PASSWORD or users[] in --config',
      "api: the org's API is called only with --provision",
      "clock: nobody moves a real org's clock",
      'wrong-password: wrong_password_allowed is not set in --config',
    ],
  )
  t.match(bare.policy, {
    hosts: ['acme.okta.com'],
    api: 'none',
    requests: 300,
    wrongPasswordsPerUser: 0,
    careful: true,
  })

  const full = await planReal({
    settings: {
      issuer: 'https://acme.okta.com',
      wrong_password_allowed: true,
      users: [{ profile: { login: 'u' }, credentials: { password: { value: 'p' } } }],
    },
    budget: 40,
    surroundings,
  })
  t.strictSame((['user', 'session-token', 'wrong-password'] as const).map(full.missing(metadata)), [
    undefined,
    undefined,
    undefined,
  ])
  t.match(full, { policy: { requests: 40, wrongPasswordsPerUser: 1 }, signIn: { by: 'session-token' } })
})
