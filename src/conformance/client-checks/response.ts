// What a client does with the answer to its authorization request: section B of the table, as far as one login shows it.
import { document, rfc } from '../sources.js'
import { type ClientFacts, everywhere, type Judged, type LoginCheck, type Mutation } from './client-check.js'
import { keep, otherEnd, readParam, remove, setTo, together, twice, usualMode } from './pairs.js'

const stateSeverity = ({ pkceBound }: ClientFacts): Judged =>
  pkceBound
    ? {
        severity: 'low',
        reason: 'PKCE binds the code to this browser, which RFC 9700 4.7.1 accepts against forged logins',
        obligation: 'should',
      }
    : { severity: 'high', reason: 'nothing else ties the answer to this browser' }

const issSeverity = ({ issuers, sharesRedirectUri }: ClientFacts): Judged => {
  if (issuers === 1) {
    return { severity: 'low', reason: 'Okta announces no iss in its answers, and the client has one issuer' }
  }
  return sharesRedirectUri === false
    ? { severity: 'low', reason: 'each issuer has a redirect URI of its own, which tells answers apart as well' }
    : { severity: 'high', reason: 'the client is configured with several issuers: answers can be mixed up' }
}

/** Fragment, unless the answer would come in the fragment anyway. */
const otherMode: NonNullable<Mutation['request']> = (params, context) => {
  const mode = readParam(params, 'response_mode') ?? usualMode(readParam(params, 'response_type') ?? 'code')
  return setTo('response_mode', mode === 'fragment' ? 'okta_post_message' : 'fragment')(params, context)
}

export const responseChecks: readonly LoginCheck[] = [
  {
    id: 'CL-STATE-01',
    title: 'an answer with another state is rejected',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['F'],
    severity: stateSeverity,
    sources: [rfc(6749, '10.12'), rfc(9700, '4.7')],
    cwe: 352,
    why: 'An attacker finishes his own login in the browser of somebody else.',
    expected: 'rejects',
    mutations: { F: [{ answer: setTo('state', otherEnd) }] },
  },
  {
    id: 'CL-STATE-02',
    title: 'an answer without state is rejected',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['F'],
    severity: stateSeverity,
    sources: [rfc(6749, '10.12'), rfc(9700, '4.7')],
    cwe: 352,
    why: 'A client that compares state only where there is one compares nothing.',
    expected: 'rejects',
    mutations: { F: [{ answer: remove('state') }] },
  },
  {
    id: 'CL-CODE-03',
    title: 'a code that is cut, empty or far too long is rejected cleanly',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['F'],
    severity: 'low',
    sources: [rfc(6749, '4.1.2')],
    cwe: 20,
    why: 'A crash is what an attacker looks for first.',
    expected: 'rejects',
    needs: ['code'],
    mutations: {
      F: [
        { name: 'cut', answer: setTo('code', (code) => code.slice(0, 10)) },
        { name: 'empty', answer: setTo('code', '') },
        { name: '10 kB', answer: setTo('code', (code) => code.padEnd(10_000, 'x')) },
      ],
    },
  },
  {
    id: 'CL-PKCE-01',
    title: 'a challenge that was replaced on the way ends the login cleanly',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['Q'],
    severity: 'medium',
    sources: [rfc(7636, '4.6')],
    cwe: 345,
    why: 'The org refuses the code: the person must not end up half signed in.',
    expected: 'rejects',
    needs: ['code', 'pkce'],
    mutations: { Q: [{ request: setTo('code_challenge', (_old, { random }) => random(43)) }] },
  },
  {
    id: 'CL-PKCE-02',
    title: 'a challenge that was removed on the way is not a login without PKCE',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['Q'],
    severity: 'high',
    sources: [rfc(9700, '4.8.2')],
    cwe: 757,
    why: 'An attacker who can take PKCE away can use a stolen code.',
    expected: 'rejects',
    needs: ['code', 'pkce'],
    mutations: { Q: [{ request: remove('code_challenge', 'code_challenge_method') }] },
  },
  {
    id: 'CL-ISS-01',
    title: 'an answer that names another issuer is rejected',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['F'],
    severity: issSeverity,
    sources: [rfc(9207, '2.4'), rfc(9700, '4.4')],
    cwe: 345,
    why: 'The code goes to the server of an attacker.',
    expected: 'rejects',
    mutations: { F: [{ answer: setTo('iss', 'https://attacker.example.com') }] },
  },
  {
    id: 'CL-ERR-01',
    title: 'an error with a description ends the login',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['F'],
    severity: 'medium',
    sources: [rfc(6749, '4.1.2.1')],
    cwe: 755,
    why: 'The person waits for a page that never comes.',
    expected: 'rejects',
    mutations: {
      F: [
        {
          answer: together(
            keep('state'),
            setTo('error', 'access_denied'),
            setTo('error_description', 'The resource owner or authorization server denied the request.'),
          ),
        },
      ],
    },
  },
  {
    id: 'CL-ERR-02',
    title: 'an error without a description ends the login too',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['F'],
    severity: 'medium',
    sources: [rfc(6749, '4.1.2.1')],
    cwe: 755,
    why: 'The description is optional: without it the error is still one.',
    expected: 'rejects',
    mutations: { F: [{ answer: together(keep('state'), setTo('error', 'access_denied')) }] },
  },
  {
    id: 'CL-ERR-04',
    title: 'an error beside a code is an error',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['F'],
    severity: 'medium',
    sources: [rfc(6749, '4.1.2.1')],
    cwe: 754,
    why: 'An answer that is both cannot come from the org.',
    expected: 'rejects',
    mutations: { F: [{ answer: setTo('error', 'access_denied') }] },
  },
  {
    id: 'CL-DUP-01',
    title: 'an answer with state or code twice is rejected',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['F'],
    severity: 'low',
    sources: [rfc(6749, '3.1')],
    cwe: 235,
    why: 'Two readers of the same answer see two different values.',
    expected: 'rejects',
    mutations: {
      F: [
        { name: 'state', answer: twice('state', otherEnd) },
        { name: 'code', where: ({ answer }) => answer.has('code'), answer: twice('code', otherEnd) },
      ],
    },
  },
  {
    id: 'CL-MODE-01',
    title: 'an answer by another channel than the client asked for is rejected',
    topic: 'response',
    kind: 'login',
    surfaces: everywhere,
    levels: ['Q'],
    severity: 'medium',
    sources: [document('OAuth 2.0 Multiple Response Types 5')],
    cwe: 345,
    why: 'What should have stayed in the browser ends up in a log, or the other way round.',
    expected: 'rejects',
    mutations: {
      Q: [
        { name: 'fragment, or a message', request: otherMode },
        {
          name: 'form_post',
          where: ({ mode }) => mode !== 'form_post',
          request: setTo('response_mode', 'form_post'),
        },
      ],
    },
  },
]
