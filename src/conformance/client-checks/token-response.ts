// What a client does with wrong answers of the token endpoint, of userinfo and of discovery: section D of the table.
import { core, discovery, rfc, type Source } from '../sources.js'
import {
  type ClientLevel,
  type ClientNeed,
  clientLevels,
  everywhere,
  type LoginCheck,
  type Mutation,
} from './client-check.js'
import { withoutWord } from './pairs.js'

interface Row {
  readonly id: string
  readonly title: string
  readonly topic: LoginCheck['topic']
  readonly severity: LoginCheck['severity']
  readonly sources: readonly [Source, ...Source[]]
  readonly cwe: number
  readonly why: string
  readonly expected?: LoginCheck['expected']
  readonly twin?: string
  readonly when?: 'login' | 'refresh'
  readonly needs?: readonly ClientNeed[]
  readonly faults?: readonly (readonly [name: string, ...faults: string[]])[]
  readonly also?: Partial<Record<ClientLevel, readonly (Mutation & { readonly name?: string })[]>>
}

const check = ({ faults = [], also = {}, expected = 'rejects', ...row }: Row): LoginCheck => {
  const byFault = faults.map(([name, ...ids]) => ({ faults: ids, ...(faults.length > 1 && { name }) }))
  const mutations = { ...also, ...(faults.length > 0 && { P: byFault, M: byFault }) }
  const [first = 'M', ...levels] = clientLevels.filter((level) => mutations[level] !== undefined)
  return { ...row, kind: 'login', surfaces: everywhere, levels: [first, ...levels], expected, mutations }
}

export const tokenResponseChecks: readonly LoginCheck[] = [
  check({
    id: 'CL-TOK-01',
    title: 'a token response without the ID token that was asked for is rejected',
    topic: 'token-response',
    severity: 'high',
    sources: [core('3.1.3.3')],
    cwe: 287,
    why: 'Somebody is signed in, and nobody has said who.',
    // Without openid Okta refuses the other OpenID scopes, so a browser cannot bring this about.
    needs: ['code'],
    faults: [['', 'token-id-token-missing']],
  }),
  check({
    id: 'CL-TOK-02',
    title: 'a token response without access_token or token_type is rejected',
    topic: 'token-response',
    severity: 'medium',
    sources: [rfc(6749, '5.1')],
    cwe: 20,
    why: 'The client goes on with half of what it needs.',
    needs: ['code'],
    faults: [
      ['no access_token', 'token-access-token-missing'],
      ['no token_type', 'token-type-missing'],
    ],
  }),
  check({
    id: 'CL-TOK-03',
    title: 'a token of an unknown type is not used',
    topic: 'token-response',
    severity: 'medium',
    sources: [rfc(6749, '7.1')],
    cwe: 20,
    why: 'A token that has to be used in another way is sent in the clear as a Bearer token.',
    twin: 'CL-TOK-04',
    needs: ['code'],
    faults: [['', 'token-type-unknown']],
  }),
  check({
    id: 'CL-TOK-04',
    title: 'a token response with bearer in lower case, without optional members, or with unknown ones is accepted',
    topic: 'token-response',
    severity: 'interop',
    sources: [rfc(6749, '5.1')],
    cwe: 20,
    why: 'All of it is allowed.',
    expected: 'accepts',
    needs: ['code'],
    faults: [
      ['bearer', 'token-type-lower-case'],
      ['no expires_in', 'token-expires-in-missing'],
      ['no scope', 'token-scope-missing'],
      ['unknown members', 'token-extra-members'],
    ],
  }),
  check({
    id: 'CL-TOK-05',
    title: 'an error of the token endpoint ends the login, in whatever form it comes',
    topic: 'token-response',
    severity: 'medium',
    sources: [rfc(6749, '5.2')],
    cwe: 755,
    why: 'The person is half signed in, or sees a stack trace.',
    needs: ['code'],
    faults: [
      ['400 invalid_grant', 'token-invalid-grant'],
      ['401 invalid_client', 'token-invalid-client'],
      ['500 in HTML', 'token-500-html'],
      ['cut JSON', 'token-truncated'],
      ['200 with an error', 'token-error-as-200'],
      ['a redirect elsewhere', 'token-redirect'],
    ],
  }),
  check({
    id: 'CL-TOK-07',
    title: 'fewer scopes than were asked for are no reason to fail, and none to pretend',
    topic: 'token-response',
    severity: 'low',
    sources: [rfc(6749, '3.3')],
    cwe: 863,
    why: 'The app offers what it may not do, or offers nothing at all.',
    expected: 'either',
    needs: ['code', 'refresh'],
    also: { Q: [{ request: withoutWord('scope', 'offline_access') }] },
  }),
  check({
    id: 'CL-UI-01',
    title: 'userinfo about somebody else is rejected',
    topic: 'token-response',
    severity: 'critical',
    sources: [core('5.3.2')],
    cwe: 345,
    why: 'One person is signed in with the profile of another.',
    needs: ['userinfo', 'access-token'],
    faults: [['', 'userinfo-sub-other']],
    also: {
      F: [
        {
          where: ({ answer, secondUser }) => answer.has('token') && !answer.has('code') && secondUser,
          splice: { names: ['access_token'], as: 'second-user' },
        },
      ],
    },
  }),
  check({
    id: 'CL-RT-01',
    title: 'a refreshed ID token of another subject, issuer or audience is rejected',
    topic: 'refresh',
    severity: 'high',
    sources: [core('12.2')],
    cwe: 345,
    why: 'The session goes on as somebody else.',
    when: 'refresh',
    needs: ['refresh', 'code'],
    faults: [
      ['sub', 'id-token-sub-other'],
      ['iss', 'id-token-iss-other'],
      ['aud', 'id-token-aud-other'],
    ],
  }),
  check({
    id: 'CL-DISC-01',
    title: 'a discovery document of another issuer is rejected',
    topic: 'discovery',
    severity: 'critical',
    sources: [discovery('4.3')],
    cwe: 345,
    why: 'Tokens of another org are believed.',
    needs: ['cold-start'],
    faults: [['', 'discovery-issuer-other']],
  }),
  check({
    id: 'CL-DISC-02',
    title: 'endpoints on another host are not used',
    topic: 'discovery',
    severity: 'high',
    sources: [discovery('3')],
    cwe: 346,
    why: 'Codes and secrets go to a stranger.',
    needs: ['cold-start'],
    faults: [['', 'discovery-endpoints-elsewhere']],
  }),
]
