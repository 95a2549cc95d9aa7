// The refusals of Okta's API: status, code, text, and the entry of docs/sources.md they are known from.
import { type Answer, noStore } from '../exchange.js'
import type { Random } from '../random.js'
import { Refusal } from '../refusal.js'
import type { ApiError } from './errors/api-error.js'
import { apps } from './errors/apps.js'
import { roles } from './errors/roles.js'
import { signIn } from './errors/sign-in.js'
import { users } from './errors/users.js'

const catalogue = {
  validationFailed: { status: 400, code: 'E0000001', summary: 'Api validation failed: {0}', source: 'S-347' },
  ...signIn,
  ...apps,
  ...roles,
  ...users,
  bodyMalformed: { status: 400, code: 'E0000003', summary: 'The request body was not well-formed.', source: 'S-301' },
  authenticationFailed: { status: 401, code: 'E0000004', summary: 'Authentication failed', source: 'S-203' },
  sessionInvalid: { status: 403, code: 'E0000005', summary: 'Invalid session', source: 'S-302' },
  permissionMissing: {
    status: 403,
    code: 'E0000006',
    summary: 'You do not have permission to perform the requested action',
    source: 'S-303',
  },
  notFound: { status: 404, code: 'E0000007', summary: 'Not found: Resource not found: {0} ({1})', source: 'S-304' },
  pathUnknown: { status: 404, code: 'E0000008', summary: 'The requested path was not found', source: 'S-305' },
  internal: { status: 500, code: 'E0000009', summary: 'Internal Server Error', source: 'S-306' },
  tokenInvalid: { status: 401, code: 'E0000011', summary: 'Invalid token provided', source: 'S-307' },
  mediaTypeMismatch: {
    status: 400,
    code: 'E0000021',
    summary: 'Bad request.  Accept and/or Content-Type headers likely do not match supported values.',
    source: 'S-031',
  },
  methodNotAllowed: {
    status: 405,
    code: 'E0000022',
    summary: 'The endpoint does not support the provided HTTP method',
    source: 'S-308',
  },
  pagingInvalid: { status: 400, code: 'E0000029', summary: 'Invalid paging request.', source: 'S-309' },
  dateInvalid: {
    status: 400,
    code: 'E0000030',
    summary:
      "Bad request. Invalid date. Dates must be of the form yyyy-MM-dd'T'HH:mm:ss.SSSZZ, e.g. 2013-01-01T12:00:00.000-07:00.",
    source: 'S-334',
  },
  searchInvalid: { status: 400, code: 'E0000031', summary: 'Invalid search criteria.', source: 'S-333' },
  searchAndFilter: {
    status: 400,
    code: 'E0000033',
    summary: "Bad request. Can't specify a search query and filter in the same request.",
    source: 'S-338',
  },
  tooManyRequests: {
    status: 429,
    code: 'E0000047',
    summary: 'API call exceeded rate limit due to too many requests.',
    source: 'S-610',
  },
  notBuilt: { status: 501, code: 'E0000060', summary: 'Unsupported operation.', source: 'S-310' },
} as const satisfies Readonly<Record<string, ApiError>>

/** The name of a refusal in the catalogue. */
export type ApiErrorId = keyof typeof catalogue

/** All refusals by name. */
export const apiErrors: Readonly<Record<ApiErrorId, ApiError>> = catalogue

/** What a refusal needs beside its name: the line for the log, and what goes into the answer. */
export interface Because {
  readonly reason: string
  readonly values?: readonly string[]
  readonly causes?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/** A refusal with Okta's error object. */
export class ApiRefusal extends Refusal {
  readonly #entry: ApiError
  readonly #summary: string

  constructor(
    readonly rule: ApiErrorId,
    readonly because: Because,
  ) {
    const entry = apiErrors[rule]
    const summary = entry.summary.replace(/\{(\d)\}/g, (_, index) => because.values?.[Number(index)] ?? '')
    super(`${entry.code}: ${summary}`, because.reason, { cause: because.cause })
    this.#entry = entry
    this.#summary = summary
  }

  get source(): string {
    return this.#entry.source
  }

  answer(random: Random): Answer {
    const { status, code } = this.#entry
    return {
      status,
      headers: { ...noStore, ...this.because.headers },
      json: {
        errorCode: code,
        errorSummary: this.#summary,
        errorLink: code,
        // `oae` and 22 base64url characters (S-311).
        errorId: `oae${random.bytes(17).toString('base64url').slice(0, 22)}`,
        errorCauses: (this.because.causes ?? []).map((errorSummary) => ({ errorSummary })),
      },
    }
  }
}

/** Refuses the request. `reason` is one line that tells a developer what to change. */
export const refuse = (rule: ApiErrorId, because: Because): never => {
  throw new ApiRefusal(rule, because)
}
