// Servers whose documents are wrong: discovery, keys, what they say of themselves.
import { generateKeyPairSync } from 'node:crypto'
import { answers, at, page, withHeader, withMembers, without } from './changes.js'
import type { ServerMutant } from './mutant.js'

const discovery = at('/.well-known/openid-configuration')
const keys = at('/oauth2/v1/keys')

const [one, other] = [
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
]

/** The mock's own keys stay as they are, so that tokens can still be verified. */
const withKeysBeside = (added: readonly object[]) =>
  answers(
    keys,
    withMembers((members) => ({ ...members, keys: [...(members.keys as unknown[]), ...added] })),
  )

export const documentMutants: readonly ServerMutant[] = [
  {
    id: 'issuer-with-slash',
    title: 'the issuer in the discovery document ends in a slash',
    caughtBy: ['discovery/issuer-exact'],
    start: answers(
      discovery,
      withMembers((members) => ({ ...members, issuer: `${String(members.issuer)}/` })),
    ),
  },
  {
    id: 'discovery-never-cached',
    title: 'the discovery document says that it may not be kept',
    caughtBy: ['discovery/cached-for-a-day'],
    start: answers(discovery, withHeader('cache-control', 'no-store')),
  },
  {
    id: 'discovery-without-scopes',
    title: 'the discovery document does not name its scopes',
    caughtBy: ['okta-org/discovery-members'],
    start: answers(discovery, withMembers(without('scopes_supported'))),
  },
  {
    id: 'discovery-offers-none',
    title: 'the discovery document offers ID tokens without a signature',
    caughtBy: ['okta-org/discovery-values'],
    start: answers(
      discovery,
      withMembers((members) => ({ ...members, id_token_signing_alg_values_supported: ['RS256', 'none'] })),
    ),
  },
  {
    id: 'private-key-published',
    title: 'the key set has a private part',
    caughtBy: ['keys/public-only'],
    start: withKeysBeside([{ ...one.privateKey.export({ format: 'jwk' }), kid: 'one' }]),
  },
  {
    id: 'key-without-id',
    title: 'a published key has no key id',
    caughtBy: ['keys/public-only'],
    start: withKeysBeside([one.publicKey.export({ format: 'jwk' })]),
  },
  {
    id: 'keys-under-one-id',
    title: 'two published keys have the same key id',
    caughtBy: ['keys/public-only'],
    start: withKeysBeside(
      [one, other].map(({ publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid: 'one' })),
    ),
  },
  {
    id: 'keys-never-cached',
    title: 'the key set does not say how long it may be kept',
    caughtBy: ['okta-org/keys-cached'],
    start: answers(keys, withHeader('cache-control')),
  },
  {
    id: 'engine-unknown',
    title: 'the org does not say which engine it runs',
    caughtBy: ['okta-org/engine'],
    start: answers(at('/.well-known/okta-organization'), withMembers(without('pipeline'))),
  },
  {
    id: 'oauth-metadata-absent',
    title: 'there is no OAuth metadata',
    caughtBy: ['okta-org/oauth-metadata'],
    start: answers(at('/.well-known/oauth-authorization-server'), () => page(404)),
  },
  {
    id: 'one-request-id',
    title: 'every answer has the same request id',
    caughtBy: ['api/request-id'],
    start: answers(() => true, withHeader('x-okta-request-id', '0'.repeat(32))),
  },
]
