// Refusals of a bearer token: everything is in WWW-Authenticate, the body is empty (RFC 6750 3; S-312).
import { type Answer, noStore } from '../exchange.js'
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
} as const

/** The name of a problem with a bearer token. */
export type BearerProblem = keyof typeof problems

/** All problems by name. */
export const bearerProblems: Readonly<Record<BearerProblem, { readonly source: string }>> = problems

/** Where a token was refused: the org, the path without its query, and the least scope that would do. */
export interface Resource {
  readonly url: string
  readonly path: string
  readonly scope: string
}

/** The header's value. Okta writes http:// here on https orgs too (S-312). */
export const challenge = (problem: BearerProblem, { url, path, scope }: Resource): string => {
  const realm = url.replace(/^https:/, 'http:')
  const { error, description } = problems[problem]
  return `Bearer authorization_uri="${realm}/oauth2/v1/authorize", realm="${realm}", scope="${scope}", error="${error}", error_description="${description}", resource="${path.replace(/["\\]/g, '')}"`
}

/** A bearer refusal without a body. */
export class BearerRefusal extends Refusal {
  constructor(
    readonly rule: BearerProblem,
    readonly resource: Resource,
    reason: string,
  ) {
    super(problems[rule].description, reason)
  }

  get source(): string {
    return problems[this.rule].source
  }

  answer(): Answer {
    const headers = { ...noStore, 'www-authenticate': challenge(this.rule, this.resource) }
    return { status: problems[this.rule].status, headers, empty: true }
  }
}
