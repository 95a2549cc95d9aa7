// Faults in the answers of the token endpoint.
import { type Answer, noStore } from '../exchange.js'
import type { AnswerFault, Surroundings } from './fault.js'
import { hang, htmlError, jsonOf, rateLimited, truncated } from './misbehaviour.js'

type Body = Readonly<Record<string, unknown>>

const fault = (id: string, title: string, why: string, change: AnswerFault['change']): AnswerFault => ({
  id: `token-${id}`,
  title,
  why,
  kind: 'answer',
  endpoint: 'token',
  change,
})

/** Changes a successful answer; others pass, and do not count. */
const success =
  (update: (body: Body) => Body) =>
  (answer: Answer): Answer | undefined => {
    const body = jsonOf(answer)
    return answer.status === 200 && body
      ? { status: 200, headers: answer.headers ?? {}, json: update(body) }
      : undefined
  }

const without = (...names: readonly string[]) =>
  success((body) => Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name))))

const oauthError = (status: number, error: string, error_description: string) => (): Answer => ({
  status,
  headers: noStore,
  json: { error, error_description },
})

/** Where the org is too, under another name: a loopback address has two. */
const otherName = (url: string): string => {
  const { protocol, hostname, port } = new URL(url)
  return `${protocol}//${hostname === 'localhost' ? '127.0.0.1' : 'localhost'}:${port}`
}

/** Only where tokens are bound: the answer brings a nonce that is newer than the one in the proof. */
const renewed =
  (change: (answer: Answer, nonce: string) => Answer) =>
  (answer: Answer, { newNonce }: Surroundings): Promise<Answer> | undefined =>
    answer.status === 200 && answer.headers?.['dpop-nonce'] !== undefined
      ? newNonce().then((nonce) => change(answer, nonce))
      : undefined

const half = 'The client has half of what it needs: it must not go on.'
const failing = 'The client has no token: nobody is signed in, and nothing is tried over and over.'
const allowed = 'Allowed: to be accepted.'

export const tokenAnswerFaults: readonly AnswerFault[] = [
  fault('id-token-missing', 'no id_token although openid was granted', half, without('id_token')),
  fault('access-token-missing', 'no access_token', half, without('access_token')),
  fault('type-missing', 'no token_type', half, without('token_type')),
  fault(
    'type-unknown',
    'token_type is mac',
    'It must not be sent as Bearer.',
    success((body) => ({ ...body, token_type: 'mac' })),
  ),
  fault(
    'type-bearer',
    'token_type is Bearer, whatever was asked for',
    'A token that should have been bound to a key is not.',
    success((body) => ({ ...body, token_type: 'Bearer' })),
  ),
  fault(
    'type-lower-case',
    'token_type in lower case',
    allowed,
    success((body) => ({ ...body, token_type: String(body.token_type).toLowerCase() })),
  ),
  fault('expires-in-missing', 'no expires_in', allowed, without('expires_in')),
  fault('scope-missing', 'no scope in the answer', allowed, without('scope')),
  fault(
    'extra-members',
    'members that nobody knows',
    allowed,
    success((body) => ({ ...body, 'urn:example:extra': { nested: true } })),
  ),
  fault(
    'scope-narrower',
    'only the first of the scopes was granted',
    'The client can do less than it asked for, and has to notice.',
    success((body) => ({ ...body, scope: String(body.scope).split(' ')[0] ?? '' })),
  ),
  fault(
    'expires-in-five',
    'expires_in is five seconds',
    'Renewal can be watched without waiting an hour.',
    success((body) => ({ ...body, expires_in: 5 })),
  ),
  fault(
    'invalid-grant',
    '400 invalid_grant',
    failing,
    oauthError(400, 'invalid_grant', 'The refresh token is invalid or expired.'),
  ),
  fault(
    'invalid-client',
    '401 invalid_client',
    failing,
    oauthError(401, 'invalid_client', 'The client secret supplied for a confidential client is invalid.'),
  ),
  fault(
    'error-as-200',
    'an error with status 200',
    failing,
    oauthError(200, 'invalid_grant', 'The authorization code is invalid or has expired.'),
  ),
  fault('500-html', '500 with a page of HTML', failing, htmlError),
  fault('truncated', 'JSON that ends in the middle', failing, truncated),
  fault('redirect', 'a redirect to another host', 'Whoever follows it hands over its code and its secret.', () => ({
    status: 307,
    redirect: 'https://attacker.example.com/token',
  })),
  fault(
    'redirect-seen',
    'a redirect to the org itself under another name, where the journal shows who followed',
    'Whoever follows it would hand over its assertion to anybody.',
    (_answer, { url, otherUrl = otherName(url) }) => ({ status: 307, redirect: `${otherUrl}/mockta/elsewhere` }),
  ),
  fault(
    'dpop-nonce-again',
    '400 use_dpop_nonce with a newer nonce, although the last one was good',
    'The client has to try again once with the new one, and not for ever.',
    renewed((_answer, nonce) => ({
      status: 400,
      headers: { ...noStore, 'dpop-nonce': nonce },
      json: { error: 'use_dpop_nonce', error_description: 'Authorization server requires nonce in DPoP proof.' },
    })),
  ),
  fault(
    'dpop-nonce-newer',
    'the answer brings a newer nonce',
    'The next proof has to have it.',
    renewed((answer, nonce) => ({ ...answer, headers: { ...answer.headers, 'dpop-nonce': nonce } })),
  ),
  fault(
    '429',
    '429 with x-rate-limit-reset two seconds ahead',
    'The client has to wait until then, and not to hammer.',
    rateLimited,
  ),
  fault('hangs', 'no answer for a minute', 'The client has to give up by itself.', hang),
]
