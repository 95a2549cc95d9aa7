// Ways in which the reference single-page app can be broken, each one alone, the flow that shows it, and the checks that must notice.

/** How the app signs its people in. */
export type Flow = 'code' | 'implicit' | 'window'

interface Caught {
  readonly flow: Flow
  /** The ids of the checks that fail. */
  readonly by: readonly string[]
  /** Others that fail for the same reason, which only `npm run mutants:clients` looks at: they take dozens of logins. */
  readonly alsoBy?: readonly string[]
}

/** By flaw. */
export const spaFlaws = {
  'verifier-of-sixteen-bytes': { flow: 'code', by: ['CL-REQ-04'] },
  'signs-in-though-the-code-is-refused': {
    flow: 'code',
    by: ['CL-PKCE-01'],
    alsoBy: ['CL-CODE-02', 'CL-CODE-03', 'CL-TOK-05'],
  },
  'reads-fragments-on-any-route': { flow: 'code', by: ['CL-SPA-01'] },
  'reads-any-channel': { flow: 'code', by: ['CL-MODE-01'] },
  'leaves-code-in-address-bar': { flow: 'code', by: ['CL-LEAK-01'] },
  'open-redirect': { flow: 'code', by: ['CL-OPEN-01'] },
  'keeps-its-session-after-logout': { flow: 'code', by: ['CL-LO-01'] },
  'takes-tokens-that-nobody-asked-for': { flow: 'implicit', by: ['CL-SPA-01'] },
  'no-nonce-check': { flow: 'implicit', by: ['CL-NONCE-01'] },
  'compares-nonce-only-if-present': { flow: 'implicit', by: ['CL-NONCE-02'] },
  'no-at-hash-check': { flow: 'implicit', by: ['CL-HASH-01'] },
  'accepts-missing-at-hash': { flow: 'implicit', by: ['CL-HASH-02'] },
  'reads-the-payload-only': {
    flow: 'implicit',
    by: ['CL-SIG-01'],
    alsoBy: ['CL-SIG-02', 'CL-SIG-03', 'CL-SIG-04', 'CL-SIG-06', 'CL-KEY-02'],
  },
  'no-subject-check-of-userinfo': { flow: 'code', by: ['CL-UI-01'] },
  'no-origin-check-of-messages': { flow: 'window', by: ['CL-SPA-02'] },
  'no-state-check-of-messages': { flow: 'window', by: ['CL-SPA-02'] },
} as const satisfies Readonly<Record<string, Caught>>

export type SpaFlaw = keyof typeof spaFlaws

/** Every check that is about the flaw. */
export const noticing = ({ by, alsoBy = [] }: Caught): readonly string[] => [...by, ...alsoBy]
