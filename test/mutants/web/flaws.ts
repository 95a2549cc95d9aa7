// Ways in which the reference web app can be broken, each one alone, and the checks that must notice.

/** By flaw: the ids of the checks that fail, or warn where no more can be said, and no other of their topics does. */
export const webFlaws = {
  'state-is-fixed': ['CL-REQ-01'],
  'state-is-a-counter': ['CL-REQ-01'],
  'no-pkce': ['CL-REQ-03'],
  'verifier-is-fixed': ['CL-REQ-03'],
  'verifier-of-sixteen-bytes': ['CL-REQ-04'],
  'secret-in-the-authorization-request': ['CL-REQ-06'],
  'access-token-through-the-browser': ['CL-REQ-08'],
  'access-token-in-a-url': ['CL-REQ-09'],
  'access-token-in-the-url-of-the-api': ['CL-REQ-09'],
  'asks-for-api-scopes': ['CL-REQ-10'],
  'no-state-check': ['CL-STATE-01', 'CL-STATE-02', 'CL-STATE-03'],
  'takes-answers-at-any-redirect-uri': ['CL-ISS-02'],
  'takes-logins-of-other-browsers': ['CL-STATE-04', 'CL-STATE-05'],
  'takes-logins-of-others-while-one-is-pending': ['CL-STATE-04'],
  'one-login-at-a-time': ['CL-STATE-06'],
  'crashes-on-reload': ['CL-CODE-01'],
  'nothing-binds-the-code': ['CL-CODE-02'],
  'crashes-on-an-empty-code': ['CL-CODE-03'],
  'signs-in-though-the-code-is-refused': ['CL-CODE-02', 'CL-CODE-03', 'CL-PKCE-01', 'CL-PKCE-02', 'CL-TOK-05'],
  'any-error-ends-the-session': ['CL-ERR-03'],
  'starts-again-on-login-required': ['CL-ERR-05'],
  'shows-errors-as-they-come': ['CL-ERR-06'],
  'reads-any-channel': ['CL-MODE-01'],
  'looks-for-keys-each-time': ['CL-KEY-02'],
  'crashes-on-errors-in-html': ['CL-TOK-05'],
  'no-subject-check-on-refresh': ['CL-RT-01'],
  'forgets-the-new-refresh-token': ['CL-RT-02'],
  'refreshes-side-by-side': ['CL-RT-02'],
  'keeps-the-session-after-a-refused-refresh': ['CL-RT-01', 'CL-RT-03'],
  'tries-a-refused-refresh-over-and-over': ['CL-RT-03'],
  'logout-keeps-the-session': ['CL-LO-01'],
  'logout-takes-the-cookie-away-and-no-more': ['CL-LO-01'],
  'logout-without-the-id-token': ['CL-LO-01'],
  'logout-of-the-app-alone': ['CL-LO-01'],
  'crashes-on-the-return-from-a-logout': ['CL-LO-01'],
  'returns-anywhere': ['CL-OPEN-01'],
  'returns-to-whatever-starts-with-a-slash': ['CL-OPEN-01'],
  'returns-to-whatever-starts-like-the-app': ['CL-OPEN-01'],
  'callback-leads-anywhere': ['CL-OPEN-02'],
  'error-leads-anywhere': ['CL-OPEN-02'],
  'return-from-a-logout-leads-anywhere': ['CL-OPEN-02'],
  'code-stays-in-the-address': ['CL-LEAK-01', 'CL-OPEN-01'],
  'session-cookie-for-scripts': ['CL-LEAK-02'],
  'session-cookie-from-any-site': ['CL-LEAK-02'],
  'session-id-stays-at-login': ['CL-LEAK-02'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type WebFlaw = keyof typeof webFlaws

/** Ways to be so broken that little or nothing can be said. */
export type WebBreakage =
  | 'never-signs-in'
  | 'signs-in-once'
  | 'answers-500-instead-of-a-rejection'
  | 'hangs-instead-of-a-rejection'
  | 'waits-for-ever'

/** Those that one app has. */
export type WebFlaws = ReadonlySet<WebFlaw | WebBreakage>
