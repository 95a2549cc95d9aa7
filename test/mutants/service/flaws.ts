// Ways in which the reference service app can be broken, each one alone, and the checks that must notice.

/** How an app proves itself, and whether its tokens are bound to a key. */
export type Mode = 'bearer' | 'dpop' | 'secret'

interface Noticed {
  /** The mode in which the flaw shows. */
  readonly mode: Mode
  /** The ids of the checks that fail, and no other does. */
  readonly fails: readonly [string, ...string[]]
}

const bearer = (...fails: [string, ...string[]]): Noticed => ({ mode: 'bearer', fails })
const dpop = (...fails: [string, ...string[]]): Noticed => ({ mode: 'dpop', fails })
const secret = (...fails: [string, ...string[]]): Noticed => ({ mode: 'secret', fails })

export const serviceFlaws = {
  'assertion-for-the-issuer': bearer('CL-SVC-01'),
  'assertion-of-another-subject': bearer('CL-SVC-01'),
  'assertion-lives-two-hours': bearer('CL-SVC-01'),
  'assertion-id-reused': bearer('CL-SVC-01'),
  'assertion-without-kid': bearer('CL-SVC-01'),
  'no-cache': bearer('CL-SVC-02', 'CL-RT-02'),
  'no-single-flight': bearer('CL-SVC-02', 'CL-RT-02'),
  'no-look-at-the-clock': bearer('CL-SVC-02'),
  'no-renewal-after-401': bearer('CL-SVC-03'),
  'renewals-without-end': bearer('CL-SVC-03'),
  'tries-again-after-403': bearer('CL-SVC-03'),
  'renews-after-403': bearer('CL-SVC-03'),
  'takes-401-for-data': bearer('CL-SVC-03'),
  'no-wait-after-429': bearer('CL-SVC-04'),
  'waits-for-an-hour': bearer('CL-SVC-04'),
  'waits-a-second-whatever-is-said': bearer('CL-SVC-04'),
  'query-in-htu': dpop('CL-DPOP-01'),
  'proof-id-reused': dpop('CL-DPOP-01'),
  'private-key-in-proof': dpop('CL-DPOP-01'),
  'other-method-in-proof': dpop('CL-DPOP-01'),
  'ignores-nonce': dpop('CL-DPOP-02'),
  'keeps-first-nonce': dpop('CL-DPOP-02'),
  'nonces-without-end': dpop('CL-DPOP-02'),
  'no-ath': dpop('CL-DPOP-03'),
  'takes-bearer-for-dpop': dpop('CL-DPOP-03'),
  'assertion-in-url-too': bearer('CL-REQ-06'),
  'secret-in-two-places': secret('CL-REQ-06'),
  'secret-not-encoded': secret('CL-REQ-07'),
  'token-in-url-too': bearer('CL-REQ-09'),
  'asks-for-more-scopes': bearer('CL-REQ-10'),
  'takes-a-missing-token': bearer('CL-TOK-02'),
  'takes-a-missing-type': bearer('CL-TOK-02'),
  'takes-an-unknown-type': bearer('CL-TOK-03'),
  'type-in-exact-case': bearer('CL-TOK-04'),
  'needs-expires-in': bearer('CL-TOK-04'),
  'takes-an-error-for-a-token': bearer('CL-TOK-05'),
  'follows-redirects': bearer('CL-TOK-05'),
  'asks-until-all-scopes-come': bearer('CL-TOK-07'),
  'renews-for-each-call': bearer('CL-RT-02'),
  'asks-until-a-token-comes': bearer('CL-RT-03'),
  'goes-back-to-the-old-token': bearer('CL-RT-03'),
} as const satisfies Readonly<Record<string, Noticed>>

export type Flaw = keyof typeof serviceFlaws
/** Those that one app has. */
export type Flaws = ReadonlySet<Flaw>
