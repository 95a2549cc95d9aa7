import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import t from 'tap'
import { createKeyRing } from '../../../src/server/keys/create-key-ring.js'

const forOrg = { readers: 'org' } as const

const verifiesWith = async (token: string, ring: ReturnType<typeof createKeyRing>): Promise<boolean> => {
  const keys = createLocalJWKSet({ keys: [...(await ring.published())] })
  return jwtVerify(token, keys).then(
    () => true,
    () => false,
  )
}

t.test('with a seed the keys are the same in every run, and others with another seed', async (t) => {
  const kid = async (seed: string) => (await createKeyRing({ seed, publishAccessTokenKey: true }).published())[0]?.kid
  t.equal(await kid('1'), await kid('1'))
  t.not(await kid('1'), await kid('2'))
  t.match(await kid('1'), /^[\w-]{43}$/)
})

t.test('without a seed they are fresh', async (t) => {
  const [a, b] = [createKeyRing({ publishAccessTokenKey: true }), createKeyRing({ publishAccessTokenKey: true })]
  const token = await a.signAccessToken({ sub: 'x' }, forOrg)
  t.equal(await verifiesWith(token, a), true)
  t.equal(await verifiesWith(token, b), false)
  t.equal(await b.verify(token), undefined)
  t.match(await a.verify(token), { header: { alg: 'RS256' }, claims: { sub: 'x' } })
})

t.test('the published key has Okta’s members and no private one', async (t) => {
  const [key] = await createKeyRing({ seed: '1', publishAccessTokenKey: true }).published()
  t.strictSame(Object.keys(key ?? {}), ['kty', 'alg', 'kid', 'use', 'e', 'n'])
  t.match(key, { kty: 'RSA', alg: 'RS256', use: 'sig', e: 'AQAB' })
})

t.test('access tokens can be signed with a key that is not published', async (t) => {
  const ring = createKeyRing({ seed: '1', publishAccessTokenKey: false })
  const [accessToken, idToken] = [
    await ring.signAccessToken({ sub: 'x' }, { ...forOrg, typ: 'typ' }),
    await ring.signIdToken({ sub: 'x' }),
  ]
  t.equal(await verifiesWith(accessToken, ring), false)
  t.equal(await verifiesWith(idToken, ring), true)
  t.match((await ring.verify(accessToken))?.claims, { sub: 'x' }, 'the org itself knows it')
  t.not(decodeProtectedHeader(accessToken).kid, decodeProtectedHeader(idToken).kid)
  const forApi = await ring.signAccessToken({ sub: 'x' }, { readers: 'anyone' })
  t.equal(await verifiesWith(forApi, ring), true, 'but not those that others are to verify')
})

t.test('what no key of the ring signed is not verified', async (t) => {
  const ring = createKeyRing({ seed: '1', publishAccessTokenKey: true })
  const token = await ring.signAccessToken({ sub: 'x' }, forOrg)
  const [header = '', payload = '', signature = ''] = token.split('.')
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: decodeProtectedHeader(token).kid })).toString('base64url')
  const other = Buffer.from(JSON.stringify({ sub: 'y' })).toString('base64url')
  for (const bad of [
    '',
    'undefined',
    'a.b',
    'a.b.c',
    token.slice(0, -9),
    `${header}.${other}.${signature}`,
    `${none}.${payload}.`,
  ]) {
    t.equal(await ring.verify(bad), undefined, bad.slice(0, 20))
  }
})

const kidOf = (token: string): unknown => decodeProtectedHeader(token).kid
const kidsOf = async (ring: ReturnType<typeof createKeyRing>) => (await ring.published()).map(({ kid }) => kid)

t.test('rotation: the next key was published before, the old one still is', async (t) => {
  const ring = createKeyRing({ seed: '1', publishAccessTokenKey: true })
  const before = await ring.state()
  t.strictSame(await kidsOf(ring), [before.active, before.next])
  t.equal(await ring.published(), await ring.published(), 'the same list until something changes')
  const old = await ring.signIdToken({ sub: 'x' })
  t.equal(kidOf(old), before.active)

  const after = await ring.rotate({ forget: false })
  t.strictSame([after.active, after.retired], [before.next, [before.active]])
  t.not(after.next, before.next)
  t.strictSame(await kidsOf(ring), [after.active, after.next, before.active])
  t.equal(kidOf(await ring.signIdToken({ sub: 'x' })), after.active)
  t.equal(kidOf(await ring.signAccessToken({ sub: 'x' }, forOrg)), after.active)
  t.equal(await verifiesWith(old, ring), true)
  t.match(await ring.verify(old), { claims: { sub: 'x' } })
})

t.test('rotation that forgets: tokens of the old key are no tokens any more', async (t) => {
  const ring = createKeyRing({ seed: '1', publishAccessTokenKey: true })
  const before = await ring.state()
  const old = await ring.signAccessToken({ sub: 'x' }, forOrg)
  await ring.rotate({ forget: false })
  const { active, next, retired } = await ring.rotate({ forget: true })
  t.strictSame(retired, [])
  t.strictSame(await kidsOf(ring), [active, next])
  t.equal(await ring.verify(old), undefined)

  ring.reset()
  t.strictSame(await ring.state(), before, 'the same keys as at the start')
  t.match(await ring.verify(old), { claims: { sub: 'x' } })
})

t.test('a key that is not published stays', async (t) => {
  const ring = createKeyRing({ seed: '1', publishAccessTokenKey: false })
  const old = await ring.signAccessToken({ sub: 'x' }, forOrg)
  await ring.rotate({ forget: true })
  t.equal(kidOf(await ring.signAccessToken({ sub: 'x' }, forOrg)), kidOf(old))
  t.match(await ring.verify(old), { claims: { sub: 'x' } })
})

t.test('more rotations than keys that ship: the others are fresh', async (t) => {
  const ring = createKeyRing({ seed: '1', publishAccessTokenKey: true })
  const seen = new Set<string>()
  for (let turn = 0; turn < 5; turn += 1) {
    const { active } = await ring.rotate({ forget: false })
    seen.add(active)
  }
  t.equal(seen.size, 5)
  t.equal(new Set(await kidsOf(ring)).size, 7)
})
