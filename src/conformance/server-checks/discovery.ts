// The discovery document and the published keys (OIDC Discovery 1.0 3 and 4).
import type { Check } from '../check.js'
import { discovery, oidf, okta, rfc } from '../sources.js'
import { members } from '../wire/exchange.js'

export const discoveryChecks: readonly Check[] = [
  {
    id: 'discovery/issuer-exact',
    title: 'the issuer in the document is the URL it was fetched from',
    level: 'must',
    profiles: ['config'],
    sources: [discovery('4.3'), oidf('oidcc-discovery-endpoint-verification')],
    needs: [],
    why: 'A client that compares the two, as it must, refuses to start.',
    run: async ({ get, target, expect }) => {
      const response = await get(`${target.issuer}/.well-known/openid-configuration`)
      expect.status(response, 200)
      expect.header(response, 'content-type', /^application\/json\b/)
      expect.equal(members(response).issuer, target.issuer, 'issuer')
    },
  },
  {
    id: 'discovery/cached-for-a-day',
    title: 'the document may be cached for a day',
    level: 'should',
    profiles: ['okta'],
    sources: [okta('S-070')],
    needs: ['okta'],
    run: async ({ get, target, expect }) => {
      const response = await get(`${target.issuer}/.well-known/openid-configuration`)
      expect.header(response, 'cache-control', 'max-age=86400, must-revalidate')
    },
  },
  {
    id: 'discovery/complete',
    title: 'the document names what OpenID Connect requires, every endpoint by https',
    level: 'must',
    profiles: ['config'],
    sources: [discovery('3'), oidf('oidcc-discovery-endpoint-verification')],
    needs: [],
    run: async ({ metadata, target, expect }) => {
      const has = (member: string, value: string): void => {
        const got = metadata.list(member)
        expect.that(got.includes(value), member, { expected: `"${value}" among them`, got })
      }
      has('response_types_supported', 'code')
      has('subject_types_supported', 'public')
      has('id_token_signing_alg_values_supported', 'RS256')
      has('scopes_supported', 'openid')
      // A mock on this machine speaks plain http.
      const { protocol } = new URL(target.issuer)
      for (const [name, value] of Object.entries(metadata.document)) {
        if (!/_endpoint$|^jwks_uri$/.test(name)) continue
        const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
        expect.oneOf(url?.protocol, protocol === 'https:' ? ['https:'] : ['http:', 'https:'], `scheme of ${name}`)
      }
    },
  },
  {
    id: 'discovery/id-tokens-signed',
    title: 'no ID token without a signature is offered',
    level: 'must',
    profiles: ['config', 'okta'],
    sources: [discovery('3'), oidf('oidcc-idtoken-unsigned')],
    needs: ['okta'],
    run: async ({ metadata, expect }) => {
      const algorithms = metadata.list('id_token_signing_alg_values_supported')
      expect.that(!algorithms.includes('none'), 'id_token_signing_alg_values_supported', {
        expected: 'without "none"',
        got: algorithms,
      })
    },
  },
  {
    id: 'keys/public-only',
    title: 'every published key has a key id of its own and no private part',
    level: 'must',
    profiles: ['config', 'basic', 'implicit', 'hybrid'],
    sources: [discovery('3'), rfc(7517, '4.5'), oidf('oidcc-discovery-endpoint-verification')],
    needs: [],
    run: async ({ get, metadata, expect }) => {
      const response = await get(metadata.jwksUri)
      expect.status(response, 200)
      const { keys } = members(response)
      const list: readonly Record<string, unknown>[] = Array.isArray(keys) ? keys : []
      expect.that(list.length > 0, 'keys', { expected: 'at least one', got: keys })
      const kids = list.map(({ kid }) => kid).filter((kid) => typeof kid === 'string' && kid !== '')
      expect.equal(kids.length, list.length, 'number of keys with a key id')
      expect.equal(new Set(kids).size, kids.length, 'number of different key ids')
      const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].filter((member) => list.some((key) => member in key))
      expect.equal(secret, [], 'private members')
    },
  },
]
