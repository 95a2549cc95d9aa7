// CL-SVC-01: the JWT by which a service app proves itself.

import type { Seen } from '../../clients/org-side.js'
import { assertionOf, type Decoded } from '../../clients/service/sent-jwt.js'
import type { Observation } from '../../clients/service/service-context.js'
import { type Traffic, together } from '../../clients/service/traffic.js'
import { okta, rfc } from '../../sources.js'
import type { ServiceCheck } from '../client-check.js'
import { serviceCheck } from './service-check.js'

/** Okta takes no assertion that lives longer (S-557). Seconds. */
const longestLife = 3600
/** Clocks differ. Seconds. */
const skew = 60

interface Sent extends Decoded {
  readonly call: Seen
}

const sentIn = ({ tokenCalls }: Traffic): readonly Sent[] =>
  tokenCalls.flatMap((call) => {
    const decoded = assertionOf(call)
    return decoded === undefined ? [] : [{ ...decoded, call }]
  })

const lifeOf = ({ claims: { exp }, call }: Sent): number | undefined =>
  typeof exp === 'number' ? exp - call.time : undefined

const audiencesOf = ({ claims: { aud } }: Sent): readonly unknown[] => (Array.isArray(aud) ? aud : [aud])

const judge = (sent: Sent, { expect, clientId, tokenUrl }: Observation): void => {
  const { header, claims, call } = sent
  expect.equal(claims.iss, clientId, 'iss of the assertion')
  expect.equal(claims.sub, clientId, 'sub of the assertion')
  expect.that(audiencesOf(sent).includes(tokenUrl), 'aud of the assertion', { expected: tokenUrl, got: claims.aud })
  const life = lifeOf(sent)
  expect.that(life !== undefined && life > 0 && life <= longestLife + skew, 'seconds until exp of the assertion', {
    expected: `1 to ${longestLife}`,
    got: life ?? claims.exp,
  })
  expect.that(call.refusal?.rule !== 'assertionKidInvalid', 'kid of the assertion', {
    expected: 'that of a key of the app',
    got: header.kid,
  })
  expect.match(header.alg, /^(RS|ES|PS|HS)\d{3}$/, 'alg of the assertion')
  // An app with one key may leave both out (S-559, S-563).
  expect.should.present(header.kid, 'kid of the assertion')
  expect.should.present(claims.jti, 'jti of the assertion')
}

const judgeFreshness = (all: readonly Sent[], { expect }: Observation): void => {
  const ids = all.flatMap(({ claims: { jti } }) => (jti === undefined ? [] : [JSON.stringify(jti)]))
  expect.equal(new Set(ids).size, ids.length, 'different jti in so many assertions')
}

export const assertionCheck: ServiceCheck = serviceCheck({
  id: 'CL-SVC-01',
  title: 'a client assertion names app and token endpoint, lives an hour at most, and is new each time',
  topic: 'service',
  severity: 'high',
  sources: [rfc(7523, '3'), okta('S-552'), okta('S-557'), okta('S-559')],
  cwe: 294,
  why: 'Whoever gets hold of an assertion proves to be the app, for as long as it lives and wherever it is taken.',
  unless: ({ auth }) => (auth.endsWith('_jwt') ? undefined : 'the app does not prove itself with an assertion'),
  observe: (traffic, observation) => {
    for (const sent of sentIn(traffic)) judge(sent, observation)
    judgeFreshness(sentIn(traffic), observation)
  },
  run: async (context) => {
    const app = await context.freshApp()
    const first = await app.work()
    await context.revokeTokens()
    const renewed = await app.work()
    if (renewed.tokenCalls.length === 0) return
    judgeFreshness(sentIn(together(first, renewed)), context)
  },
})
