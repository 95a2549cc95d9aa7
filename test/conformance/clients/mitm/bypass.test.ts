import t from 'tap'
import { offerAfter } from '../../../../src/conformance/clients/mitm/bypass.js'
import type { OrgSide, Seen } from '../../../../src/conformance/clients/org-side.js'

const org: OrgSide = {
  issuer: 'https://acme.okta.test',
  clientId: '0oa1',
  secondClientId: undefined,
  hasSecondUser: false,
  markerOf: () => 'the user',
  answer: () => Promise.reject(new Error('not asked')),
  faults: { arm: async () => {}, fired: async () => 0, clear: async () => {} },
  journal: { now: async () => 0, since: async () => [] },
  keys: { rotate: async () => {} },
  tokens: { revoke: async () => {} },
}
const offer = { org, levels: new Set(['O', 'P'] as const) }
const control = (responseType = 'code', accepted = true) => ({
  accepted,
  facts: { surface: 'web' as const, responseType, confidential: true, pkceBound: true, sendsNonce: true, issuers: 1 },
})
const seen = (method: string, path: string): Seen => ({
  id: 1,
  method,
  path,
  status: 200,
  parameters: {},
  time: 0,
  inUrl: [],
  headers: {},
  issued: [],
})

t.test('who was seen to redeem a code goes through the kit', async (t) => {
  const token = [seen('POST', '/oauth2/v1/token')]
  t.equal(offerAfter(offer, control(), token), offer)
  t.equal(offerAfter(offer, control('id_token'), [seen('GET', '/oauth2/v1/keys')]), offer)
})

t.test(
  'nobody is told that it does not before its ordinary login works, or where the kit is not in the middle',
  async (t) => {
    t.equal(offerAfter(offer, control('code', false), []), offer)
    const without = { org, levels: new Set(['O', 'M'] as const) }
    t.equal(offerAfter(without, control(), []), without)
  },
)

t.test('who was not seen: neither faults nor journal mean anything', async (t) => {
  for (const requests of [[], [seen('GET', '/.well-known/openid-configuration')]]) {
    const after = offerAfter(offer, control(), requests)
    t.strictSame([...after.levels], ['O'])
    const { faults, journal, keys, tokens } = after.org
    t.strictSame([faults, journal, keys, tokens], [undefined, undefined, undefined, undefined])
    t.match(after.bypass, /^the client does not go through the kit/)
  }
})
