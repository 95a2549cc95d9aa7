// Refusals of an access token: everything is in WWW-Authenticate, the body is empty (RFC 6750 3, RFC 9449 7.1; S-312).
import { proofProblems } from '../dpop/problems.js'
import { type Answer, noStore } from '../exchange.js'
import { privateKeyAlgorithms } from '../keys/signature-algorithms.js'
import { Refusal } from '../refusal.js'

const problems = {
  insufficientScope: {
    status: 403,
    error: 'insufficient_scope',
    description: 'The access token provided does not contain the required scopes.',
    source: 'S-313',
  },
  tokenInvalid: { status: 401, error: 'invalid_token', description: 'The access token is invalid.', source: 'S-307' },
  tokenExpired: { status: 401, error: 'invalid_token', description: 'The token has expired.', source: 'S-314' },
  tokenRevoked: {
    status: 401,
    error: 'invalid_token',
    description: 'The access token has been revoked.',
    source: 'S-314',
  },
  tokenMissing: {
    status: 401,
    error: 'invalid_request',
    description: 'The access token is missing.',
    source: 'S-528',
  },
  tokenTwice: {
    status: 400,
    error: 'invalid_request',
    description: 'The access token cannot be specified in both the Authorization header and the request-body.',
    source: 'S-529',
  },
  dpopProofRequired: {
    status: 400,
    error: 'invalid_request',
    description: 'The resource request requires a DPoP proof.',
    source: 'S-580',
  },
  dpopSchemeRequired: {
    status: 400,
    error: 'invalid_request',
    description: 'The resource request must use the DPoP authentication scheme when using a DPoP bound token.',
    source: 'S-580',
  },
  dpopTokenNotBound: {
    status: 401,
    error: 'invalid_token',
    description: 'The presented access_token is not DPoP bound.',
    source: 'S-581',
  },
  dpopTokenOfAnotherKey: {
    status: 400,
    error: 'invalid_dpop_proof',
    description: 'The access_token is not bound to the provided DPoP proof.',
    source: 'S-582',
  },
  dpopAthInvalid: {
    status: 400,
    error: 'invalid_dpop_proof',
    description: "'ath' claim in the DPoP proof does not match the presented access_token.",
    source: 'S-582',
  },
  ...proofProblems,
} as const

/** The name of a problem with an access token. */
export type BearerProblem = keyof typeof problems

/** All problems by name. */
export const bearerProblems: Readonly<Record<BearerProblem, { readonly source: string }>> = problems

/** How an access token is shown. */
export type TokenScheme = 'Bearer' | 'DPoP'

/** Where a token was refused. */
export interface Resource {
  /** What the authorization server's endpoints start with: `http://localhost:6582/oauth2/v1`. */
  readonly endpoints: string
  /** What the token must be issued by: the org's URL, or a custom server's issuer. */
  readonly url: string
  /** The path, without its query. */
  readonly path: string
  /** The least scope that would do. */
  readonly scope: string
  /** That of the request: the challenge uses the same (S-583). */
  readonly scheme: TokenScheme
}

/** Okta writes http:// here on https orgs too (S-312). */
const plain = (url: string): string => url.replace(/^https:/, 'http:')

const algorithms = [...privateKeyAlgorithms].join(' ')

/** The header's value. */
export const challenge = (problem: BearerProblem, { endpoints, url, path, scope, scheme }: Resource): string => {
  const { error, description } = problems[problem]
  const start = scheme === 'DPoP' ? `DPoP algs="${algorithms}",` : 'Bearer'
  return `${start} authorization_uri="${plain(endpoints)}/authorize", realm="${plain(url)}", scope="${scope}", error="${error}", error_description="${description}", resource="${path.replace(/["\\]/g, '')}"`
}

/** A refusal without a body. */
export class BearerRefusal extends Refusal {
  constructor(
    readonly rule: BearerProblem,
    readonly resource: Resource,
    reason: string,
    cause?: unknown,
  ) {
    super(problems[rule].description, reason, { cause })
  }

  get source(): string {
    return problems[this.rule].source
  }

  answer(): Answer {
    const headers = { ...noStore, 'www-authenticate': challenge(this.rule, this.resource) }
    return { status: problems[this.rule].status, headers, empty: true }
  }
}
