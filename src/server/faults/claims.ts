// Faults in what an ID token says. The signature is genuine, everything else is right.
import type { Claims } from '../keys/key-ring.js'
import type { TokenFault } from './fault.js'

const changed = (
  id: string,
  title: string,
  why: string,
  change: (claims: Claims, url: string) => Claims,
): TokenFault => ({
  id,
  title,
  why,
  kind: 'id_token',
  forge: ({ claims, genuine, url }) => genuine(change(claims, url)),
})

const without = (claims: Claims, name: string): Claims =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name))

/** Another value of the same kind and length. */
const spoiled = (value: unknown): string => {
  const text = String(value)
  return text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A')
}

const shifted = (claims: Claims, name: string, seconds: number): Claims => ({
  ...claims,
  [name]: Number(claims.iat) + seconds,
})

export const claimFaults: readonly TokenFault[] = [
  changed('id-token-nonce-wrong', 'nonce is another one', 'A replayed token is taken for a fresh one.', (claims) => ({
    ...claims,
    nonce: spoiled(claims.nonce ?? 'A'),
  })),
  changed('id-token-nonce-missing', 'nonce is missing', 'A replayed token is taken for a fresh one.', (claims) =>
    without(claims, 'nonce'),
  ),
  changed('id-token-iss-other', 'iss is another org', 'Anybody with an org signs in as anybody.', (claims) => ({
    ...claims,
    iss: 'https://attacker.example.com',
  })),
  changed('id-token-iss-slash', 'iss has a trailing slash', 'Issuers are compared to the letter.', (claims) => ({
    ...claims,
    iss: `${String(claims.iss)}/`,
  })),
  changed(
    'id-token-iss-custom',
    'iss is a custom authorization server of the same org',
    'Who may get a token there may sign in here.',
    (claims, url) => ({ ...claims, iss: `${url}/oauth2/default` }),
  ),
  changed('id-token-aud-other', 'aud is another client', 'A token for another app signs in here.', (claims) => ({
    ...claims,
    aud: spoiled(claims.aud),
  })),
  changed('id-token-aud-missing', 'aud is missing', 'A token for any app signs in here.', (claims) =>
    without(claims, 'aud'),
  ),
  changed('id-token-aud-array', 'aud is a list of the one client', 'Allowed: to be accepted.', (claims) => ({
    ...claims,
    aud: [claims.aud],
  })),
  changed(
    'id-token-aud-second',
    'aud has a second, unknown client',
    'A party that is not trusted can use the token too.',
    (claims) => ({ ...claims, aud: [claims.aud, spoiled(claims.aud)] }),
  ),
  changed('id-token-azp-other', 'azp is another client', 'The token was issued to somebody else.', (claims) => ({
    ...claims,
    azp: spoiled(claims.aud),
  })),
  changed('id-token-exp-past', 'exp was ten minutes ago', 'A stolen token works for ever.', (claims) =>
    shifted({ ...claims, iat: Number(claims.iat) - 4200 }, 'exp', 3600),
  ),
  changed('id-token-exp-just-past', 'exp was 30 seconds ago', 'Clocks differ: either is fine.', (claims) =>
    shifted({ ...claims, iat: Number(claims.iat) - 3630 }, 'exp', 3600),
  ),
  changed('id-token-exp-missing', 'exp is missing', 'The token works for ever.', (claims) => without(claims, 'exp')),
  changed(
    'id-token-iat-ahead',
    'iat is an hour ahead',
    'The token was made by somebody with another clock.',
    (claims) => shifted(shifted(claims, 'exp', 7200), 'iat', 3600),
  ),
  changed('id-token-iat-missing', 'iat is missing', 'Nobody can tell how old the token is.', (claims) =>
    without(claims, 'iat'),
  ),
  changed('id-token-sub-missing', 'sub is missing', 'Somebody is signed in, nobody knows who.', (claims) =>
    without(claims, 'sub'),
  ),
  changed('id-token-sub-empty', 'sub is empty', 'Somebody is signed in, nobody knows who.', (claims) => ({
    ...claims,
    sub: '',
  })),
  changed(
    'id-token-sub-other',
    'sub is another user',
    'On a refresh: the session goes on as somebody else.',
    (claims) => ({ ...claims, sub: spoiled(claims.sub) }),
  ),
  changed('id-token-at-hash-wrong', 'at_hash is of another token', 'An access token can be slipped in.', (claims) => ({
    ...claims,
    at_hash: spoiled(claims.at_hash ?? 'A'),
  })),
  changed('id-token-at-hash-missing', 'at_hash is missing', 'An access token can be slipped in.', (claims) =>
    without(claims, 'at_hash'),
  ),
  changed('id-token-c-hash-wrong', 'c_hash is of another code', 'A code can be slipped in.', (claims) => ({
    ...claims,
    c_hash: spoiled(claims.c_hash ?? 'A'),
  })),
  changed('id-token-c-hash-missing', 'c_hash is missing', 'A code can be slipped in.', (claims) =>
    without(claims, 'c_hash'),
  ),
]
