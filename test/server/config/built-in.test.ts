import { readFile } from 'node:fs/promises'
import { CompactSign, compactVerify, importJWK, type JWK } from 'jose'
import t from 'tap'
import { builtInOrg } from '../../../src/server/config/built-in.js'
import { problemsOf } from '../../fixtures/config.js'

const adminUrl = 'http://localhost:6583'
const { apps = [], users = [], apiTokens = [] } = builtInOrg({ adminUrl })

t.test('it is a configuration like any other, without a problem', async (t) => {
  t.strictSame(problemsOf(builtInOrg({ adminUrl })), [])
})

t.test('one app of each type, an admin and a user, an API token', async (t) => {
  t.strictSame(
    apps.map(({ application_type }) => application_type),
    ['web', 'browser', 'native', 'service'],
  )
  t.strictSame(
    users.map(({ profile, credentials, roles }) => [profile.login, credentials?.password?.value, roles]),
    [
      ['admin@example.com', 'Passw0rd!', ['SUPER_ADMIN']],
      ['user@example.com', 'Passw0rd!', undefined],
    ],
  )
  t.strictSame(
    apiTokens.map(({ user }) => user),
    ['admin@example.com'],
  )
})

t.test('apps that people sign in to land on the admin listener’s page, too', async (t) => {
  for (const { label, redirect_uris } of apps.slice(0, 3)) t.equal(redirect_uris?.[0], `${adminUrl}/callback`, label)
})

t.test('the private key in examples/ is that of the service app', async (t) => {
  const file = new URL('../../../examples/service-app/private-key.json', import.meta.url)
  const privateJwk = JSON.parse(await readFile(file, 'utf8')) as JWK
  const publicJwk = apps[3]?.jwks?.keys[0] as JWK
  t.strictSame([privateJwk.kid, privateJwk.n, privateJwk.e], [publicJwk.kid, publicJwk.n, publicJwk.e])
  const token = await new CompactSign(Buffer.from('x'))
    .setProtectedHeader({ alg: 'RS256' })
    .sign(await importJWK(privateJwk, 'RS256'))
  const { payload } = await compactVerify(token, await importJWK(publicJwk, 'RS256'))
  t.equal(Buffer.from(payload).toString(), 'x')
})
