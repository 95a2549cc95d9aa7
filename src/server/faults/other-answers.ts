// Faults in discovery, keys, userinfo and the API.
import type { Answer } from '../exchange.js'
import type { AnswerFault, FaultyEndpoint } from './fault.js'
import { htmlError, jsonOf, rateLimited, rateLimitedForAnHour, retryLater, truncated } from './misbehaviour.js'

type Body = Readonly<Record<string, unknown>>

const fault = (
  endpoint: FaultyEndpoint,
  id: string,
  title: string,
  why: string,
  change: AnswerFault['change'],
): AnswerFault => ({ id: `${endpoint}-${id}`, title, why, kind: 'answer', endpoint, change })

const success =
  (update: (body: Body) => Body) =>
  (answer: Answer): Answer | undefined => {
    const body = jsonOf(answer)
    return answer.status === 200 && body
      ? { status: 200, headers: answer.headers ?? {}, json: update(body) }
      : undefined
  }

const elsewhere = 'https://attacker.example.com'

/** Points every endpoint that the document names to another base. */
const moved = (change: (url: string) => string) =>
  success((body) =>
    Object.fromEntries(
      Object.entries(body).map(([name, value]) => [
        name,
        name.endsWith('_endpoint') || name === 'jwks_uri' ? change(String(value)) : value,
      ]),
    ),
  )

const challenge = (status: number, error: string, description: string) => (): Answer => ({
  status,
  headers: { 'www-authenticate': `Bearer error="${error}", error_description="${description}"` },
  empty: true,
})

/** What the API says of a token that is not good any more (S-314). */
export const tokenRefused = challenge(401, 'invalid_token', 'The token has expired.')

export const otherAnswerFaults: readonly AnswerFault[] = [
  fault(
    'discovery',
    'issuer-other',
    'issuer is another org',
    'Tokens of that org would be believed.',
    success((body) => ({ ...body, issuer: elsewhere })),
  ),
  fault(
    'discovery',
    'endpoints-elsewhere',
    'every endpoint is on another host',
    'Codes and secrets go to a stranger.',
    moved((url) => url.replace(/^https?:\/\/[^/]+/, elsewhere)),
  ),
  fault(
    'discovery',
    'endpoints-http',
    'every endpoint is plain http',
    'Codes and secrets can be read on the way.',
    moved((url) => url.replace(/^https:/, 'http:')),
  ),
  fault(
    'discovery',
    'pkce-missing',
    'code_challenge_methods_supported is missing',
    'Some clients stop using PKCE then.',
    success(({ code_challenge_methods_supported: _, ...body }) => body),
  ),
  fault('discovery', '500-html', '500 with a page of HTML', 'Nobody can sign in: the app has to say so.', htmlError),
  fault(
    'keys',
    'empty',
    'no keys at all',
    'No token can be verified: none may be believed.',
    success(() => ({ keys: [] })),
  ),
  fault('keys', '500-html', '500 with a page of HTML', 'No token can be verified: none may be believed.', htmlError),
  fault(
    'userinfo',
    'sub-other',
    'sub is another user',
    "The session would carry somebody else's profile.",
    success((body) => ({ ...body, sub: '00uanotheruser000000' })),
  ),
  fault('userinfo', '500-html', '500 with a page of HTML', 'There is no profile: the app has to cope.', htmlError),
  fault(
    'userinfo',
    'truncated',
    'JSON that ends in the middle',
    'There is no profile: the app has to cope.',
    truncated,
  ),
  fault(
    'api',
    '401',
    '401 invalid_token, as for an expired token',
    'The client has to get another token, once.',
    tokenRefused,
  ),
  fault(
    'api',
    '403',
    '403 insufficient_scope',
    'Another token would be no better: nothing is tried again.',
    challenge(403, 'insufficient_scope', 'The access token provided does not contain the required scopes.'),
  ),
  fault(
    'api',
    '429',
    '429 with x-rate-limit-reset two seconds ahead',
    'The client has to wait until then, and not to hammer.',
    rateLimited,
  ),
  fault(
    'api',
    '429-hour',
    '429 with x-rate-limit-reset an hour ahead',
    'Whoever waits that long hangs: the client has to give up.',
    rateLimitedForAnHour,
  ),
  fault(
    'api',
    '429-retry-after',
    '429 with Retry-After of two seconds and nothing else',
    'The client has to wait that long, or to give up.',
    retryLater,
  ),
  fault('api', '500-html', '500 with a page of HTML', 'The client must not take it for data.', htmlError),
  fault('api', 'truncated', 'JSON that ends in the middle', 'The client must not take it for data.', truncated),
]
