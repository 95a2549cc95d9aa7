// CL-DPOP-01 to -03: proofs, nonces, and tokens that are bound to a key.
import { createHash } from 'node:crypto'
import type { Seen } from '../../clients/org-side.js'
import { proofOf } from '../../clients/service/sent-jwt.js'
import type { Observation, ServiceContext } from '../../clients/service/service-context.js'
import { describeOutcome } from '../../clients/service/service-driver.js'
import { granted, isDone, nonceAsked, shownToken, type Traffic, together } from '../../clients/service/traffic.js'
import { rfc } from '../../sources.js'
import type { ServiceCheck } from '../client-check.js'
import { serviceCheck, unlessDpop } from './service-check.js'
import { expectNoStorm, refusesUnder } from './under-fault.js'

/** Okta's own (S-574). Seconds. */
const oldest = 300

/** Members of a JWK that only a private or a secret key has. */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

const proofCalls = ({ tokenCalls, apiCalls }: Traffic): readonly Seen[] =>
  [...tokenCalls, ...apiCalls].filter(({ headers }) => headers.dpop !== undefined)

const targetOf = (htu: unknown): { readonly path: string; readonly rest: string } | undefined => {
  if (typeof htu !== 'string' || !URL.canParse(htu)) return undefined
  const { pathname, search, hash } = new URL(htu)
  return { path: pathname, rest: search + hash }
}

const judgeProof = (call: Seen, { expect }: Observation): void => {
  const proof = proofOf(call)
  if (proof === undefined) {
    expect.that(false, 'the DPoP header', { expected: 'a JWT', got: call.headers.dpop?.slice(0, 20) })
    return
  }
  const { header, claims } = proof
  expect.equal(header.typ, 'dpop+jwt', 'typ of the proof')
  expect.match(header.alg, /^(RS|ES|PS)\d{3}$|^EdDSA$/, 'alg of the proof')
  const jwk = Object(header.jwk) as Readonly<Record<string, unknown>>
  expect.present(jwk.kty, 'jwk of the proof')
  expect.equal(
    secretMembers.filter((member) => member in jwk),
    [],
    'private members of jwk in the proof',
  )
  expect.equal(claims.htm, call.method, 'htm of the proof')
  const target = targetOf(claims.htu)
  expect.equal(decodeURI(target?.path ?? ''), decodeURI(call.path), 'path of htu in the proof')
  expect.equal(target?.rest, '', 'query and fragment of htu in the proof')
  expect.present(claims.jti, 'jti of the proof')
  const age = typeof claims.iat === 'number' ? call.time - claims.iat : undefined
  expect.that(age !== undefined && Math.abs(age) <= oldest, 'age of the proof in seconds', {
    expected: `at most ${oldest}`,
    got: age ?? claims.iat,
  })
}

const judgeFreshness = (traffic: Traffic, { expect }: Observation): void => {
  const ids = proofCalls(traffic).map((call) => JSON.stringify(proofOf(call)?.claims.jti))
  expect.equal(new Set(ids).size, ids.length, 'different jti in so many proofs')
}

const proofCheck: ServiceCheck = serviceCheck({
  id: 'CL-DPOP-01',
  title: 'a DPoP proof is for one request: its method and URL without query, its time, a new jti, a public key',
  topic: 'dpop',
  severity: 'high',
  sources: [rfc(9449, '4.2')],
  cwe: 294,
  why: 'A proof that fits more than one request can be used again by whoever sees it; a private key in it is given away.',
  unless: unlessDpop,
  observe: (traffic, observation) => {
    for (const call of proofCalls(traffic)) judgeProof(call, observation)
    judgeFreshness(traffic, observation)
  },
  run: async (context) => {
    const app = await context.freshApp()
    const traffic = together(await app.work(), await app.work())
    for (const call of proofCalls(traffic)) judgeProof(call, context)
    judgeFreshness(traffic, context)
  },
})

const nonceIn = (call: Seen | undefined): unknown => call && proofOf(call)?.claims.nonce

/** The call after each one that the org answered with use_dpop_nonce has the nonce of that answer. */
const judgeAnswersToNonce = ({ tokenCalls }: Traffic, { expect }: Observation): void => {
  for (const [index, call] of tokenCalls.entries()) {
    if (call.status !== 400 || call.dpopNonce === undefined) continue
    const next = tokenCalls[index + 1]
    expect.that(next !== undefined && nonceIn(next) === call.dpopNonce, 'the next call after use_dpop_nonce', {
      expected: 'the same again, with the nonce of the answer in the proof',
      got: next === undefined ? 'nothing' : (nonceIn(next) ?? 'a proof without a nonce'),
    })
  }
}

/** Makes the app ask for another token. */
const renewed = async (app: { work(): Promise<Traffic> }, context: ServiceContext): Promise<Traffic> => {
  await context.revokeTokens()
  return app.work()
}

const nonceCheck: ServiceCheck = serviceCheck({
  id: 'CL-DPOP-02',
  // It needs nonces that the org takes and has not given out.
  levels: ['M'],
  title: 'a nonce that the org asks for is used at once, a newer one from then on, and nobody asks for ever',
  topic: 'dpop',
  severity: 'interop',
  sources: [rfc(9449, '8')],
  cwe: 755,
  why: 'Okta asks for a nonce first and changes it each day: the app gets no token, or none from tomorrow on.',
  unless: unlessDpop,
  observe: (traffic, observation) => {
    if (nonceAsked(traffic).length > 0) judgeAnswersToNonce(traffic, observation)
  },
  run: async (context) => {
    const { expect } = context
    const app = await context.freshApp()
    await context.arm(['token-dpop-nonce-again'], 1)
    const again = await app.work()
    if ((await context.fired()) === 0) context.inconclusive('the app did not ask for a token')
    await context.disarm()
    judgeAnswersToNonce(again, context)
    expect.that(isDone(again), 'work that met another nonce', {
      expected: 'done',
      got: again.outcomes.map(describeOutcome).join(', '),
    })

    await context.arm(['token-dpop-nonce-newer'], 1)
    const newer = await renewed(app, context)
    const [issued] = granted(newer)
    await context.disarm()
    if (issued === undefined) context.blocked('the app got no other token')
    const next = await renewed(app, context)
    const [first] = next.tokenCalls
    if (first && nonceIn(first) !== undefined) {
      expect.equal(nonceIn(first), issued?.dpopNonce, 'nonce of the proof after an answer with a newer one')
    }

    const patient = await context.freshApp()
    await context.arm(['token-dpop-nonce-again'])
    const endless = await patient.work()
    await context.disarm()
    // One that still goes round gets its answer now, and not in the midst of the next check.
    await patient.work()
    expect.that(!isDone(endless), 'what the app says of a nonce asked for again and again', {
      expected: 'that it failed',
      got: 'done',
    })
    expectNoStorm(context, endless, 'calls of the token endpoint that asks for a nonce again and again')
  },
})

const athOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

const bindingCheck: ServiceCheck = serviceCheck({
  id: 'CL-DPOP-03',
  title: 'a token that is bound to a key is shown with a proof of its own; one that is not bound is refused',
  topic: 'dpop',
  severity: 'high',
  sources: [rfc(9449, '5'), rfc(9449, '7')],
  cwe: 346,
  why: 'A proof without the token’s hash goes with any token; a token that should have been bound works for whoever steals it.',
  unless: unlessDpop,
  observe: ({ apiCalls }, { expect }) => {
    for (const call of apiCalls) {
      const shown = shownToken(call)
      expect.equal(shown?.scheme, 'dpop', 'scheme of the Authorization header')
      expect.equal(proofOf(call)?.claims.ath, shown && athOf(shown.token), 'ath of the proof')
    }
  },
  run: (context) => refusesUnder({ name: 'token_type Bearer', faults: ['token-type-bearer'] }, context),
})

export const proofChecks: readonly ServiceCheck[] = [proofCheck, nonceCheck, bindingCheck]
