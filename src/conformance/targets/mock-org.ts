// The org that the kit starts for itself: an app for every part in app-roles.ts, and people for every part in user-roles.ts.
import type { JWK } from 'jose'
import type { ConfigFile } from '../../server/index.js'

const callback = ['https://app.example.com/callback']
const okta = ['okta.users.read', 'okta.users.read.self', 'okta.groups.read']
const password = (value: string) => ({ password: { value } })

const users: ConfigFile['users'] = [
  {
    profile: {
      login: 'paula.plain@example.com',
      email: 'paula.plain@example.com',
      firstName: 'Paula',
      lastName: 'Plain',
      middleName: 'Prudence',
      nickName: 'Pau',
      displayName: 'Paula Plain',
      profileUrl: 'https://example.com/people/paula',
      primaryPhone: '+1 555 0100',
      streetAddress: '1 Plain Street',
      city: 'Plainville',
      state: 'CA',
      zipCode: '94107',
      countryCode: 'US',
      locale: 'en_US',
      timezone: 'America/Los_Angeles',
    },
    credentials: password('correct horse battery staple'),
    groups: ['Testers'],
  },
  {
    profile: { login: 'peter.second@example.com', firstName: 'Peter', lastName: 'Second' },
    credentials: password('another horse, another staple'),
  },
  {
    profile: { login: 'ada.admin@example.com', firstName: 'Ada', lastName: 'Admin' },
    credentials: password('the administrator of this org'),
    roles: ['SUPER_ADMIN'],
  },
  {
    profile: { login: 'otto.totp@example.com', firstName: 'Otto', lastName: 'Totp' },
    credentials: password('something known and something had'),
    factors: [{ type: 'token:software:totp', sharedSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }],
  },
]

/** @param keys the public halves of the apps' keys, by label */
export const mockOrg = (keys: ReadonlyMap<string, JWK>): ConfigFile => {
  const jwksOf = (label: string) => {
    const key = keys.get(label)
    return key && { jwks: { keys: [{ ...key, kty: key.kty === 'RSA' ? ('RSA' as const) : ('EC' as const) }] } }
  }
  return {
    groups: [{ profile: { name: 'Testers' } }],
    users,
    apps: [
      {
        label: 'Web',
        redirect_uris: [...callback, 'https://app.example.com/other?kept=yes'],
        post_logout_redirect_uris: ['https://app.example.com/signed-out'],
        grant_types: ['authorization_code', 'implicit', 'refresh_token'],
        grants: okta,
      },
      {
        label: 'Second web',
        redirect_uris: ['https://second.example.com/callback'],
        post_logout_redirect_uris: ['https://second.example.com/signed-out'],
        grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      },
      {
        label: 'Web with secret in the body',
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: callback,
        grant_types: ['authorization_code', 'refresh_token'],
      },
      {
        label: 'Web with a key',
        token_endpoint_auth_method: 'private_key_jwt',
        redirect_uris: callback,
        grant_types: ['authorization_code', 'refresh_token'],
        ...jwksOf('Web with a key'),
      },
      {
        label: 'Web with PKCE',
        redirect_uris: callback,
        pkce_required: true,
      },
      {
        label: 'Single-page',
        application_type: 'browser',
        redirect_uris: callback,
        grant_types: ['authorization_code', 'implicit', 'refresh_token'],
        grants: okta,
      },
      {
        label: 'Native',
        application_type: 'native',
        redirect_uris: ['com.example.conformance:/callback'],
        grant_types: [
          'authorization_code',
          'refresh_token',
          'password',
          'urn:ietf:params:oauth:grant-type:device_code',
        ],
      },
      {
        label: 'Web with consent',
        redirect_uris: callback,
        consent_method: 'REQUIRED',
      },
      {
        label: 'Nobody’s',
        redirect_uris: callback,
        assignments: { groups: [], users: [] },
      },
      { label: 'Switched off', redirect_uris: callback, status: 'INACTIVE' },
      {
        label: 'DPoP-bound',
        redirect_uris: callback,
        grant_types: ['authorization_code', 'refresh_token'],
        dpop_bound_access_tokens: true,
        grants: okta,
      },
      {
        label: 'Service',
        application_type: 'service',
        ...jwksOf('Service'),
        grants: ['okta.users.read', 'okta.groups.read'],
        roles: ['READ_ONLY_ADMIN'],
      },
      {
        label: 'DPoP-bound service',
        application_type: 'service',
        ...jwksOf('DPoP-bound service'),
        dpop_bound_access_tokens: true,
        grants: ['okta.users.read'],
        roles: ['READ_ONLY_ADMIN'],
      },
    ],
    trustedOrigins: [{ origin: 'https://app.example.com', scopes: ['CORS', 'REDIRECT'] }],
    apiTokens: [{ token: '00TconformanceKitApiToken00000000000000000', user: 'ada.admin@example.com' }],
  }
}

/** The labels of the apps above that sign with a key. */
export const appsWithKeys = ['Web with a key', 'Service', 'DPoP-bound service'] as const
