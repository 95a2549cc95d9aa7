import { calculateJwkThumbprint, type JWK, UnsecuredJWT } from 'jose'
import t from 'tap'
import type { DenyProof } from '../../../src/server/dpop/problems.js'
import { requireProof, useProof } from '../../../src/server/dpop/proof.js'
import { ask } from '../../fixtures/ask.js'
import { otherRsa, p256, p384, p521, publicHalf, rsa } from '../../fixtures/client-keys.js'
import { createTestDeps, start, type TestDeps } from '../../fixtures/deps.js'
import { type ProofChange, signProof } from '../../fixtures/proof.js'

const url = 'http://localhost:6582/oauth2/v1/token'

/** The thumbprint, or the name of the problem. */
const outcome = async (proof: string, deps: TestDeps = createTestDeps(), headers = {}): Promise<string> => {
  const deny: DenyProof = (problem) => {
    throw problem
  }
  try {
    const good = await requireProof(proof, { ask: ask({ method: 'POST', headers }), url }, deps, deny)
    await useProof(good, deps, deny)
    return good.jkt
  } catch (problem) {
    if (typeof problem === 'string') return problem
    throw problem
  }
}

const sign = (change: ProofChange = {}) => signProof('POST', url, change)

t.test('every algorithm that Okta takes', async (t) => {
  const keys: readonly (readonly [string, JWK])[] = [
    ['RS256', rsa],
    ['RS384', rsa],
    ['RS512', rsa],
    ['ES256', p256],
    ['ES384', p384],
    ['ES512', p521],
  ]
  for (const [alg, key] of keys) {
    t.equal(await outcome(await sign({ key, header: { alg } })), await calculateJwkThumbprint(publicHalf(key)), alg)
  }
})

t.test('what may vary', async (t) => {
  const jkt = await calculateJwkThumbprint(publicHalf(p256))
  const withMore = publicHalf(p256, { kid: 'x', use: 'sig', alg: 'ES256' })
  const cases: Readonly<Record<string, ProofChange>> = {
    'the jwk has kid, use and alg': { header: { jwk: withMore } },
    'scheme and host in capitals': { claims: { htu: 'HTTP://LOCALHOST:6582/oauth2/v1/token' } },
    'an escaped letter': { claims: { htu: 'http://localhost:6582/oauth2/v1/tok%65n' } },
    '5 s ahead': { claims: { iat: start + 5 } },
    'five minutes old': { claims: { iat: start - 300 } },
    'an exp that is to come': { claims: { exp: start + 1 } },
    'an ath that nobody asked for': { claims: { ath: 'x' } },
  }
  for (const [name, change] of Object.entries(cases)) t.equal(await outcome(await sign(change)), jkt, name)
  const container = await sign({ claims: { htu: 'http://mockta:6582/oauth2/v1/token' } })
  t.equal(await outcome(container, createTestDeps(), { host: 'mockta:6582' }), jkt, 'the name in the Host header')
})

t.test('proofs that are refused', async (t) => {
  const cases: readonly (readonly [string, ProofChange, string])[] = [
    ['no typ', { header: { typ: undefined } }, 'dpopTypeInvalid'],
    ['another typ', { header: { typ: 'JWT' } }, 'dpopTypeInvalid'],
    ['PS256', { key: rsa, header: { alg: 'PS256' } }, 'dpopAlgorithmInvalid'],
    ['no jwk', { header: { jwk: undefined } }, 'dpopKeyInvalid'],
    ['a private key', { header: { jwk: p256 } }, 'dpopKeyInvalid'],
    ['a key of another type', { header: { jwk: publicHalf(rsa) } }, 'dpopKeyInvalid'],
    ['a key of another curve', { header: { jwk: publicHalf(p384) } }, 'dpopKeyInvalid'],
    ['a secret as its key', { header: { jwk: { kty: 'oct', k: 'YQ' } } }, 'dpopKeyInvalid'],
    ['another key', { key: rsa, header: { alg: 'RS256', jwk: publicHalf(otherRsa) } }, 'dpopSignatureInvalid'],
    [
      'a point that is on no curve',
      { header: { jwk: publicHalf({ ...p256, x: p256.y ?? '' }) } },
      'dpopSignatureInvalid',
    ],
    ['another method', { claims: { htm: 'GET' } }, 'dpopMethodInvalid'],
    ['the method in small letters', { claims: { htm: 'post' } }, 'dpopMethodInvalid'],
    ['no method', { claims: { htm: undefined } }, 'dpopMethodInvalid'],
    ['another path', { claims: { htu: 'http://localhost:6582/oauth2/v1/userinfo' } }, 'dpopUrlInvalid'],
    ['another host', { claims: { htu: 'http://mockta:6582/oauth2/v1/token' } }, 'dpopUrlInvalid'],
    ['another scheme', { claims: { htu: 'https://localhost:6582/oauth2/v1/token' } }, 'dpopUrlInvalid'],
    ['a query', { claims: { htu: `${url}?a=b` } }, 'dpopUrlInvalid'],
    ['no URL', { claims: { htu: '/oauth2/v1/token' } }, 'dpopUrlInvalid'],
    ['no htu', { claims: { htu: undefined } }, 'dpopUrlInvalid'],
    ['no iat', { claims: { iat: undefined } }, 'dpopIssuedAtInvalid'],
    ['iat as text', { claims: { iat: String(start) } }, 'dpopIssuedAtInvalid'],
    ['6 s ahead', { claims: { iat: start + 6 } }, 'dpopIssuedInFuture'],
    ['older than five minutes', { claims: { iat: start - 301 } }, 'dpopTooOld'],
    ['exp now', { claims: { exp: start } }, 'dpopExpired'],
    ['no jti', { claims: { jti: undefined } }, 'dpopIdInvalid'],
    ['an empty jti', { claims: { jti: '' } }, 'dpopIdInvalid'],
    ['a number as jti', { claims: { jti: 1 } }, 'dpopIdInvalid'],
  ]
  for (const [name, change, problem] of cases) t.equal(await outcome(await sign(change)), problem, name)

  const good = await sign()
  t.equal(await outcome(`${good}, ${good}`), 'dpopRepeated')
  for (const text of ['', 'proof', 'a.b.c', 'a.b.c.d.e', `${good.split('.').slice(0, 2).join('.')}`]) {
    t.equal(await outcome(text), 'dpopUnparsable', JSON.stringify(text))
  }
  t.equal(await outcome(`${good.slice(0, -4)}AAAA`), 'dpopSignatureInvalid', 'another signature')
  t.equal(await outcome(new UnsecuredJWT({ htm: 'POST', htu: url, iat: start, jti: 'x' }).encode()), 'dpopTypeInvalid')
})

t.test('a jti works once with its key, as long as the proof could be shown', async (t) => {
  const deps = createTestDeps()
  const proof = await sign({ claims: { iat: start + 5 } })
  const jkt = await calculateJwkThumbprint(publicHalf(p256))
  t.equal(await outcome(proof, deps), jkt)
  t.equal(await outcome(proof, deps), 'dpopUsed')
  t.not(await outcome(await sign({ key: rsa, header: { alg: 'RS256' } }), deps), 'dpopUsed', 'another key')
  deps.advance(305)
  t.equal(await outcome(proof, deps), 'dpopUsed')
  deps.advance(1)
  t.equal(await outcome(proof, deps), 'dpopTooOld')
})
