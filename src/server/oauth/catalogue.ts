// Every refusal of an authorization server: status, error, text, and the entry of docs/sources.md it is known from.
import { type Answer, noStore } from '../exchange.js'
import type { Random } from '../random.js'
import { Refusal } from '../refusal.js'

/** `{0}`, `{1}` … in a text stand for the refusal's values. */
export interface OAuthError {
  readonly status: number
  readonly error: string
  readonly description: string
  readonly source: string
  /** `api`: the body has the shape of Okta's API errors, not of RFC 6749 5.2. */
  readonly shape?: 'api'
}

const catalogue = {
  repeatedParameter: {
    status: 400,
    error: 'invalid_request',
    description: 'The request contained multiple parameters with the same name.',
    source: 'S-010',
  },
  clientUnknown: {
    status: 400,
    error: 'invalid_client',
    description: "Invalid value for 'client_id' parameter.",
    source: 'S-011',
    shape: 'api',
  },
  clientUnknownByBasic: {
    status: 401,
    error: 'invalid_client',
    description: "Invalid value for 'client_id' parameter.",
    source: 'S-011',
    shape: 'api',
  },
  serviceAppAtAuthorize: {
    status: 400,
    error: 'invalid_request',
    description: "Clients with 'application_type' of 'service' are not allowed to access the '/authorize' endpoint.",
    source: 'S-012',
  },
  redirectUriNotRegistered: {
    status: 400,
    error: 'invalid_request',
    description: "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: {0}",
    source: 'S-013',
  },
  pkceRequired: {
    status: 400,
    error: 'invalid_request',
    description: 'PKCE code challenge is required by the application.',
    source: 'S-014',
  },
  pkceMethodUnsupported: {
    status: 400,
    error: 'invalid_request',
    description: 'PKCE code challenge method is not supported. Valid values: [S256]',
    source: 'S-015',
  },
  pkceChallengeIllegal: {
    status: 400,
    error: 'invalid_request',
    description: 'PKCE code challenge contains illegal characters.',
    source: 'S-016',
  },
  responseTypeUnsupported: {
    status: 400,
    error: 'unsupported_response_type',
    description: 'The response type is not supported by the authorization server. Configured response types: [{0}].',
    source: 'S-017',
  },
  responseModeUnsupported: {
    status: 400,
    error: 'unsupported_response_mode',
    description:
      'The response mode is not supported by the authorization server. Valid response modes: [query, fragment, form_post, okta_post_message].',
    source: 'S-018',
  },
  responseModeQueryWithTokens: {
    status: 400,
    error: 'unsupported_response_mode',
    description: "'query' response mode cannot be used with either the 'id_token' or 'token' response types.",
    source: 'S-018',
  },
  stateInvalid: {
    status: 400,
    error: 'invalid_request',
    description: "The authentication request has an invalid 'state' parameter.",
    source: 'S-019',
  },
  nonceMissing: {
    status: 400,
    error: 'invalid_request',
    // Two full stops, as Okta sends it.
    description:
      "The 'nonce' parameter is required for authorize requests with either the 'id_token' or 'token' response types..",
    source: 'S-020',
  },
  promptInvalid: {
    status: 400,
    error: 'invalid_request',
    description: "Invalid value for 'prompt' parameter. Supported values: [none, login, consent]",
    source: 'S-021',
  },
  promptNoneWithZeroMaxAge: {
    status: 400,
    error: 'invalid_request',
    description: "'prompt' parameter must not have the value 'none' for request with 'zero' as max_age.",
    source: 'S-021',
  },
  maxAgeInvalid: {
    status: 400,
    error: 'invalid_request',
    description: "Invalid value for 'max_age' parameter. It should be within range 0 - 2^31-1.",
    source: 'S-022',
  },
  scopesMissing: {
    status: 400,
    error: 'invalid_scope',
    description: 'No scopes were requested.',
    source: 'S-023',
  },
  customScope: {
    status: 400,
    error: 'invalid_scope',
    description: 'Custom scopes are not allowed for this request.',
    source: 'S-024',
  },
  scopeUnknown: {
    status: 400,
    error: 'invalid_scope',
    description: 'One or more scopes are not configured for the authorization server resource.',
    source: 'S-025',
  },
  openidScopeRequired: {
    status: 400,
    error: 'invalid_scope',
    description: "Requests for ID tokens or access tokens with OpenID scopes require the 'openid' scope.",
    source: 'S-026',
  },
  noScopeGranted: {
    status: 400,
    error: 'consent_required',
    description: 'You are not allowed any of the requested scopes.',
    source: 'S-027',
  },
  loginRequired: {
    status: 400,
    error: 'login_required',
    description: 'The client specified not to prompt, but the user is not logged in.',
    source: 'S-028',
  },
  reauthenticationRequired: {
    status: 400,
    error: 'login_required',
    description: 'The client specified not to prompt, but the client app requires re-authentication or MFA.',
    source: 'S-028',
  },
  requestExpired: {
    status: 400,
    error: 'login_required',
    description: 'Request expired, please start over and try again.',
    source: 'S-029',
  },
  userNotAssigned: {
    status: 400,
    error: 'access_denied',
    description: 'User is not assigned to the client application.',
    source: 'S-030',
  },
  mediaTypeMismatch: {
    status: 400,
    error: 'E0000021',
    description: 'Bad request.  Accept and/or Content-Type headers likely do not match supported values.',
    source: 'S-031',
    shape: 'api',
  },
  credentialsInQuery: {
    status: 400,
    error: 'invalid_request',
    description: 'Client credentials cannot be supplied via query parameters.',
    source: 'S-032',
  },
  credentialsMissing: {
    status: 401,
    error: 'invalid_client',
    description: 'No client credentials found.',
    source: 'S-033',
  },
  credentialsMultiple: {
    status: 401,
    error: 'invalid_request',
    description:
      'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.',
    source: 'S-034',
  },
  basicMalformed: {
    status: 401,
    error: 'invalid_client',
    description: 'Found Authentication header but was not valid client credentials.',
    source: 'S-035',
  },
  secretInvalid: {
    status: 401,
    error: 'invalid_client',
    description: 'The client secret supplied for a confidential client is invalid.',
    source: 'S-036',
  },
  authMethodInvalid: {
    status: 401,
    error: 'invalid_client',
    description: 'Client authentication failed. Either the client or the client credentials are invalid.',
    source: 'S-037',
  },
  grantTypeMissing: {
    status: 400,
    error: 'invalid_request',
    description: "The token request must specify a 'grant_type'. Valid values: [{0}]",
    source: 'S-038',
  },
  grantTypeUnsupported: {
    status: 400,
    error: 'unsupported_grant_type',
    description:
      'The authorization grant type is not supported by the authorization server. Configured grant types: [{0}].',
    source: 'S-039',
  },
  grantTypeNotConfigured: {
    status: 400,
    error: 'unauthorized_client',
    description: 'The client is not authorized to use the provided grant type. Configured grant types: [{0}].',
    source: 'S-040',
  },
  parameterMissing: {
    status: 400,
    error: 'invalid_request',
    description: "The required parameter '{0}' is missing.",
    source: 'S-041',
  },
  codeInvalid: {
    status: 400,
    error: 'invalid_grant',
    description: 'The authorization code is invalid or has expired.',
    source: 'S-042',
  },
  codeOfAnotherClient: {
    status: 400,
    error: 'invalid_grant',
    description:
      "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.",
    source: 'S-043',
  },
  redirectUriMismatch: {
    status: 400,
    error: 'invalid_grant',
    description: "The 'redirect_uri' does not match the redirection URI used in the authorization request.",
    source: 'S-044',
  },
  pkceFailed: {
    status: 400,
    error: 'invalid_grant',
    description: 'PKCE verification failed.',
    source: 'S-045',
  },
  pkceNotAskedFor: {
    status: 400,
    error: 'invalid_request',
    description: 'PKCE code challenge should be specified in the authorize request for code verification.',
    source: 'S-046',
  },
  browserWithoutPkce: {
    status: 401,
    error: 'invalid_client',
    description: 'Browser requests to the token endpoint must use Proof Key for Code Exchange.',
    source: 'S-047',
  },
  browserOriginNotRegistered: {
    status: 400,
    error: 'invalid_request',
    description: 'Browser requests to the token endpoint must be part of at least one whitelisted redirect_uri.',
    source: 'S-048',
  },
} as const satisfies Readonly<Record<string, OAuthError>>

/** The name of a refusal in the catalogue. */
export type OAuthErrorId = keyof typeof catalogue

/** All refusals by name. */
export const oauthErrors: Readonly<Record<OAuthErrorId, OAuthError>> = catalogue

/** What a refusal needs beside its name: the line for the log, values for the text, the error behind it. */
export interface Because {
  readonly reason: string
  readonly values?: readonly string[]
  readonly cause?: unknown
}

/** A refusal of an authorization server. */
export class OAuthRefusal extends Refusal {
  readonly entry: OAuthError
  readonly description: string

  constructor(
    readonly rule: OAuthErrorId,
    { reason, values = [], cause }: Because,
  ) {
    const entry = oauthErrors[rule]
    const description = entry.description.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '')
    super(`${entry.error}: ${description}`, reason, { cause })
    this.entry = entry
    this.description = description
  }

  get source(): string {
    return this.entry.source
  }

  answer(random: Random): Answer {
    const { status, error, shape } = this.entry
    const json =
      shape === 'api'
        ? {
            errorCode: error,
            errorSummary: this.description,
            errorLink: error,
            errorId: `oae${random.bytes(16).toString('base64url')}`,
            errorCauses: [],
          }
        : { error, error_description: this.description }
    // A 401 carries WWW-Authenticate (S-049); its value is nowhere recorded, this one is inferred.
    const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="Okta"' } : {}
    return { status, headers: { ...noStore, ...challenge }, json }
  }
}

/** Refuses the request. `reason` is one line that tells a developer what to change. */
export const refuse = (rule: OAuthErrorId, because: Because): never => {
  throw new OAuthRefusal(rule, because)
}
