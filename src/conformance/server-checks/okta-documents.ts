// What an Okta org says of itself: discovery, metadata, keys.
import type { Check } from '../check.js'
import { discovery, okta, rfc } from '../sources.js'
import { members } from '../wire/exchange.js'

const discoveryMembers = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'registration_endpoint',
  'jwks_uri',
  'response_types_supported',
  'response_modes_supported',
  'grant_types_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
  'scopes_supported',
  'token_endpoint_auth_methods_supported',
  'claims_supported',
  'code_challenge_methods_supported',
  'introspection_endpoint',
  'revocation_endpoint',
  'end_session_endpoint',
  'request_parameter_supported',
  'device_authorization_endpoint',
]

export const oktaDocumentChecks: readonly Check[] = [
  {
    id: 'okta-org/engine',
    title: 'the org says which engine it runs',
    level: 'must',
    profiles: ['okta', 'config'],
    sources: [okta('S-071')],
    needs: ['okta'],
    run: async ({ get, target, expect }) => {
      const response = await get(`${target.issuer}/.well-known/okta-organization`)
      expect.status(response, 200)
      expect.match(members(response).id, /^00o\w{17}$/, 'id')
      expect.oneOf(members(response).pipeline, ['idx', 'v1'], 'pipeline')
    },
  },
  {
    id: 'okta-org/discovery-members',
    title: 'the discovery document has the members that clients insist on',
    level: 'must',
    profiles: ['okta', 'config'],
    sources: [okta('S-050')],
    needs: ['okta'],
    run: async ({ metadata, expect, record }) => {
      for (const member of discoveryMembers) expect.present(metadata.document[member], member)
      record('members of the discovery document', Object.keys(metadata.document))
    },
  },
  {
    id: 'okta-org/discovery-values',
    title: 'the discovery document says RS256, S256, public subjects, and all modes and types',
    level: 'must',
    profiles: ['okta', 'config'],
    sources: [okta('S-050'), discovery('3')],
    needs: ['okta'],
    run: async ({ metadata, expect }) => {
      const { document } = metadata
      expect.equal(document.id_token_signing_alg_values_supported, ['RS256'], 'id_token_signing_alg_values_supported')
      expect.equal(document.code_challenge_methods_supported, ['S256'], 'code_challenge_methods_supported')
      expect.equal(document.subject_types_supported, ['public'], 'subject_types_supported')
      expect.equal(
        metadata.list('response_modes_supported'),
        ['query', 'fragment', 'form_post', 'okta_post_message'],
        'response_modes_supported',
      )
      expect.equal(
        metadata.list('response_types_supported'),
        ['code', 'id_token', 'code id_token', 'code token', 'id_token token', 'code id_token token'],
        'response_types_supported',
      )
      expect.equal(
        metadata.list('scopes_supported').filter((scope) => scope.startsWith('okta.')),
        [],
        'okta.* scopes in scopes_supported',
      )
    },
  },
  {
    id: 'okta-org/discovery-unknown-client',
    title: 'discovery for an unknown client is refused in the shape of the API',
    level: 'should',
    profiles: ['okta', 'config'],
    sources: [okta('S-011')],
    needs: ['okta'],
    run: async ({ get, target, expect }) => {
      const response = await get(`${target.issuer}/.well-known/openid-configuration?client_id=0oaconformanceunknown`)
      expect.status(response, 400)
      expect.equal(members(response).errorCode, 'invalid_client', 'errorCode')
    },
  },
  {
    id: 'okta-org/oauth-metadata',
    title: 'the org publishes OAuth metadata too',
    level: 'should',
    profiles: ['okta', 'config'],
    sources: [rfc(8414, '3')],
    needs: ['okta'],
    run: async ({ get, target, expect, record }) => {
      const response = await get(`${target.issuer}/.well-known/oauth-authorization-server`)
      expect.status(response, 200)
      expect.equal(members(response).issuer, target.issuer, 'issuer')
      record('members of the OAuth metadata', Object.keys(members(response)))
    },
  },
  {
    id: 'okta-org/keys-cached',
    title: 'keys say how long they may be kept',
    level: 'should',
    profiles: ['okta', 'config'],
    sources: [okta('S-004')],
    needs: ['okta'],
    run: async ({ get, metadata, expect, record }) => {
      const response = await get(metadata.jwksUri)
      expect.header(response, 'cache-control', /^max-age=\d+, must-revalidate$/)
      const { keys } = members(response)
      record('number of published keys', Array.isArray(keys) ? keys.length : 0)
    },
  },
]
