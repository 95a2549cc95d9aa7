// Ways in which the reference client can be broken, each one alone, and the checks that must notice.

/** By flaw: the ids of the checks that fail, and no other does. */
export const libraryFlaws = {
  'no-state-check': ['CL-STATE-01', 'CL-STATE-03'],
  'compares-state-only-if-present': ['CL-STATE-02'],
  'ignores-error-beside-code': ['CL-ERR-04'],
  'takes-first-of-two-states': ['CL-DUP-01'],
  'ignores-iss-of-answer': ['CL-ISS-01'],
  'takes-answers-at-any-redirect-uri': ['CL-ISS-02'],
  'reads-any-channel': ['CL-MODE-01'],
  'no-nonce-check': ['CL-NONCE-01'],
  'compares-nonce-only-if-present': ['CL-NONCE-02'],
  'no-iss-check': ['CL-ISS-10', 'CL-RT-01'],
  'ignores-slash-of-issuer': ['CL-ISS-10'],
  'accepts-issuers-below-its-own': ['CL-ISS-10'],
  'no-aud-check': ['CL-AUD-01', 'CL-RT-01'],
  'accepts-missing-aud': ['CL-AUD-02'],
  'rejects-aud-as-list': ['CL-AUD-03'],
  'accepts-more-audiences': ['CL-AUD-04'],
  'no-azp-check': ['CL-AZP-01'],
  'no-exp-check': ['CL-EXP-01'],
  'accepts-missing-exp': ['CL-EXP-02'],
  'no-iat-check': ['CL-IAT-01'],
  'accepts-missing-iat': ['CL-IAT-02'],
  'accepts-missing-sub': ['CL-SUB-01'],
  'no-signature-check': ['CL-SIG-01', 'CL-SIG-02', 'CL-SIG-03', 'CL-SIG-04', 'CL-SIG-05', 'CL-SIG-06', 'CL-KEY-02'],
  'checks-only-that-the-kid-is-known': ['CL-SIG-01', 'CL-SIG-02'],
  'no-signature-check-of-unknown-kids': ['CL-KEY-02'],
  'accepts-none': ['CL-SIG-03'],
  'accepts-none-in-capitals': ['CL-SIG-03'],
  'hs256-with-public-pem': ['CL-SIG-04'],
  'hs256-with-public-der': ['CL-SIG-04'],
  'hs256-with-public-modulus': ['CL-SIG-04'],
  'hs256-with-client-secret': ['CL-SIG-05'],
  'trusts-jku': ['CL-SIG-06'],
  'trusts-jwk': ['CL-SIG-06'],
  'no-at-hash-check': ['CL-HASH-01'],
  'accepts-missing-id-token': ['CL-TOK-01'],
  'accepts-missing-access-token': ['CL-TOK-02'],
  'no-token-type-check': ['CL-TOK-02', 'CL-TOK-03'],
  'token-type-in-exact-case': ['CL-TOK-04'],
  'needs-expires-in': ['CL-TOK-04'],
  'no-subject-check-of-userinfo': ['CL-UI-01'],
  'no-subject-check-on-refresh': ['CL-RT-01'],
  'no-issuer-check-on-refresh': ['CL-RT-01'],
  'no-issuer-check-of-discovery': ['CL-DISC-01'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Flaw = keyof typeof libraryFlaws

/** Those that one client has. */
export type Flaws = ReadonlySet<Flaw>
