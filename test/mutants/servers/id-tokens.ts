// Servers whose ID tokens are wrong.
import { formOf } from './changes.js'
import { forged } from './forger.js'
import type { ServerMutant } from './mutant.js'

type Claims = Readonly<Record<string, unknown>>

const drop =
  (name: string) =>
  ({ [name]: _dropped, ...claims }: Claims): Claims =>
    claims

const change =
  (name: string, to: (value: unknown) => unknown) =>
  (claims: Claims): Claims =>
    name in claims ? { ...claims, [name]: to(claims[name]) } : claims

const add = (value: unknown, seconds: number): number => Number(value) + seconds

const happy = 'response-types/id-token-token'

export const idTokenMutants: readonly ServerMutant[] = [
  {
    id: 'nonce-dropped',
    title: 'the nonce is not in the ID token',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ claims: drop('nonce') }),
  },
  {
    id: 'nonce-changed',
    title: 'the nonce in the ID token is another',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ claims: change('nonce', (nonce) => `${String(nonce)}1`) }),
  },
  {
    id: 'nonce-unasked',
    title: 'the ID token has a nonce that nobody sent',
    caughtBy: ['parameters/nonce-optional-for-code'],
    start: forged({ claims: (claims) => ({ ...claims, nonce: claims.nonce ?? 'made-up' }) }),
  },
  {
    id: 'audience-other',
    title: 'the ID token is for another client',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ claims: change('aud', (aud) => `${String(aud)}1`) }),
  },
  {
    id: 'issuer-other',
    title: 'the issuer in the ID token ends in a slash',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ claims: change('iss', (iss) => `${String(iss)}/`) }),
  },
  {
    id: 'subject-missing',
    title: 'the ID token has no subject',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ claims: drop('sub') }),
  },
  {
    id: 'subject-changes',
    title: 'the subject is another after a refresh',
    caughtBy: ['refresh/works'],
    start: forged({
      claims: change('sub', (sub) => `${String(sub)}1`),
      where: (request) => formOf(request).get('grant_type') === 'refresh_token',
    }),
  },
  {
    id: 'expired-at-birth',
    title: 'the ID token expired an hour before it was issued',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ claims: change('exp', (exp) => add(exp, -7200)) }),
  },
  {
    id: 'expiry-missing',
    title: 'the ID token never expires',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ claims: drop('exp') }),
  },
  {
    id: 'issued-in-the-future',
    title: 'the ID token is from an hour ahead',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ claims: change('iat', (iat) => add(iat, 3600)) }),
  },
  {
    id: 'at-hash-wrong',
    title: 'at_hash is of another access token',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ claims: change('at_hash', () => 'AAAAAAAAAAAAAAAAAAAAAA') }),
  },
  {
    id: 'at-hash-missing',
    title: 'there is no at_hash',
    caughtBy: [happy],
    start: forged({ claims: drop('at_hash') }),
  },
  {
    id: 'c-hash-wrong',
    title: 'c_hash is of another code',
    caughtBy: ['response-types/code-id-token'],
    start: forged({ claims: change('c_hash', () => 'AAAAAAAAAAAAAAAAAAAAAA') }),
  },
  {
    id: 'c-hash-missing',
    title: 'there is no c_hash',
    caughtBy: ['response-types/code-id-token'],
    start: forged({ claims: drop('c_hash') }),
  },
  {
    id: 'unsigned',
    title: 'the ID token is not signed',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ signed: 'none' }),
  },
  {
    id: 'signed-by-a-stranger',
    title: 'the ID token is signed by a key that is not published',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ signed: 'by a stranger' }),
  },
  {
    id: 'signed-with-a-secret',
    title: 'the ID token is signed by HS256',
    caughtBy: [happy, 'token/code-response'],
    start: forged({ signed: 'HS256' }),
  },
  {
    id: 'auth-time-missing',
    title: 'the ID token does not say when the person signed in',
    caughtBy: ['parameters/max-age-kept', 'okta-org/id-token-claims'],
    start: forged({ claims: drop('auth_time') }),
  },
  {
    id: 'auth-time-renewed',
    title: 'auth_time is that of the token, not of the sign-in',
    caughtBy: ['authorize/prompt-none-signed-in'],
    start: () => {
      let count = 0
      return forged({ claims: change('auth_time', (time) => add(time, count++)) })()
    },
  },
  {
    id: 'claims-out-of-order',
    title: 'the claims of the ID token come in another order',
    caughtBy: ['okta-org/id-token-claims'],
    start: forged({ claims: (claims) => Object.fromEntries(Object.entries(claims).reverse()) }),
  },
  {
    id: 'id-token-fat',
    title: 'an ID token beside an access token holds all claims of its scopes',
    caughtBy: ['scopes/thin-id-token'],
    start: forged({ claims: (claims) => ({ ...claims, zoneinfo: 'America/Los_Angeles', locale: 'en_US' }) }),
  },
  {
    id: 'id-token-thin',
    title: 'an ID token alone lacks claims of its scopes',
    caughtBy: ['scopes/full-id-token'],
    start: forged({ claims: ({ email: _email, family_name: _name, ...claims }) => claims }),
  },
]
