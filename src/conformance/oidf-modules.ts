// The modules of the OpenID Foundation's conformance suite (release 5.2.4) that apply to an Okta org, by plan.

const all = ['basic', 'implicit', 'hybrid'] as const
const codes = ['basic', 'hybrid'] as const

/** A plan of the suite; the Form Post plans are the first three again, with `response_mode=form_post`. */
export type OidfPlan = 'basic' | 'implicit' | 'hybrid' | 'config' | 'logout' | 'fapi2'

/** Module name to the plans that hold it. */
export const oidfModules = {
  'oidcc-server': all,
  'oidcc-response-type-missing': all,
  'oidcc-idtoken-signature': all,
  'oidcc-idtoken-unsigned': ['basic'],
  'oidcc-userinfo-get': all,
  'oidcc-userinfo-post-header': all,
  'oidcc-userinfo-post-body': all,
  'oidcc-ensure-request-without-nonce-succeeds-for-code-flow': codes,
  'oidcc-ensure-request-without-nonce-fails': ['implicit', 'hybrid'],
  'oidcc-scope-profile': all,
  'oidcc-scope-email': all,
  'oidcc-scope-address': all,
  'oidcc-scope-phone': all,
  'oidcc-scope-all': all,
  'oidcc-alternate-happy-flow': all,
  'oidcc-display-page': all,
  'oidcc-display-popup': all,
  'oidcc-prompt-login': all,
  'oidcc-prompt-none-not-logged-in': all,
  'oidcc-prompt-none-logged-in': all,
  'oidcc-max-age-1': all,
  'oidcc-max-age-10000': all,
  'oidcc-ensure-request-with-unknown-parameter-succeeds': all,
  'oidcc-id-token-hint': all,
  'oidcc-login-hint': all,
  'oidcc-ui-locales': all,
  'oidcc-claims-locales': all,
  'oidcc-ensure-request-with-acr-values-succeeds': all,
  'oidcc-codereuse': codes,
  'oidcc-codereuse-30seconds': codes,
  'oidcc-ensure-registered-redirect-uri': all,
  'oidcc-ensure-post-request-succeeds': ['basic'],
  'oidcc-server-client-secret-post': codes,
  'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported': all,
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported': all,
  'oidcc-ensure-request-object-with-redirect-uri': all,
  'oidcc-claims-essential': all,
  'oidcc-refresh-token': codes,
  'oidcc-ensure-request-with-valid-pkce-succeeds': codes,
  'oidcc-discovery-endpoint-verification': ['config'],
  'oidcc-rp-initiated-logout-discovery-endpoint-verification': ['logout'],
  'oidcc-rp-initiated-logout': ['logout'],
  'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri': ['logout'],
  'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri': ['logout'],
  'oidcc-rp-initiated-logout-modified-id-token-hint': ['logout'],
  'oidcc-rp-initiated-logout-bad-id-token-hint': ['logout'],
  'oidcc-rp-initiated-logout-no-id-token-hint': ['logout'],
  'oidcc-rp-initiated-logout-no-params': ['logout'],
  'oidcc-rp-initiated-logout-no-post-logout-redirect-uri': ['logout'],
  'oidcc-rp-initiated-logout-only-state': ['logout'],
  'oidcc-rp-initiated-logout-no-state': ['logout'],
  'fapi2-security-profile-final-ensure-pkce-code-verifier-required': ['fapi2'],
  'fapi2-security-profile-final-incorrect-pkce-code-verifier-rejected': ['fapi2'],
  'fapi2-security-profile-final-par-plain-pkce-rejected': ['fapi2'],
  'fapi2-security-profile-final-ensure-authorization-code-is-bound-to-client': ['fapi2'],
  'fapi2-security-profile-final-ensure-token-endpoint-fails-with-expired-auth-code': ['fapi2'],
  'fapi2-security-profile-final-ensure-client-assertion-with-exp-is-5-minutes-in-past-fails': ['fapi2'],
  'fapi2-security-profile-final-ensure-client-assertion-with-no-sub-fails': ['fapi2'],
  'fapi2-security-profile-final-ensure-client-assertion-with-wrong-aud-fails': ['fapi2'],
  'fapi2-security-profile-final-ensure-client-assertion-with-nbf-8-seconds-in-the-future-is-accepted': ['fapi2'],
  'fapi2-security-profile-final-ensure-client-assertion-with-nbf-over-60-seconds-in-the-future-fails': ['fapi2'],
  'fapi2-security-profile-final-par-attempt-reuse-request_uri': ['fapi2'],
  'fapi2-security-profile-final-par-attempt-to-use-expired-request_uri': ['fapi2'],
  'fapi2-security-profile-final-par-attempt-to-use-request_uri-for-different-client': ['fapi2'],
  'fapi2-security-profile-final-par-authorization-request-containing-request_uri': ['fapi2'],
  'fapi2-security-profile-final-par-attempt-invalid-http-method': ['fapi2'],
  'fapi2-security-profile-final-user-rejects-authentication': ['fapi2'],
  'fapi2-security-profile-final-dpop-negative-tests': ['fapi2'],
} as const satisfies Readonly<Record<string, readonly OidfPlan[]>>

/** The name of an applicable module. */
export type OidfModule = keyof typeof oidfModules

/** Plans and modules of the suite that no check stands for, and why. */
export const notApplicable: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: 'oidcc-dynamic-certification-test-plan',
    reason: 'registering a client needs an API token or an `okta.clients.*` scope; the plan registers anonymously',
  },
  {
    name: 'oidcc-3rdparty-init-login-certification-test-plan',
    reason: 'registers its clients dynamically, too',
  },
  {
    name: 'oidcc-session-management-certification-test-plan',
    reason: 'the metadata of an org has no check_session_iframe',
  },
  {
    name: 'oidcc-frontchannel-rp-initiated-logout-certification-test-plan',
    reason: 'the metadata of an org does not have frontchannel_logout_supported',
  },
  {
    name: 'oidcc-backchannel-rp-initiated-logout-certification-test-plan',
    reason: 'the metadata of an org does not have backchannel_logout_supported',
  },
  {
    name: 'fapi2-security-profile-final-test-plan (all other modules)',
    reason: 'no org claims FAPI 2.0; the modules above are those whose rules hold for any server',
  },
]
