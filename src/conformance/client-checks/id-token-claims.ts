// What a client does with an ID token whose claims are wrong: section C of the table.
import type { ClientFacts, Judged, LoginCheck } from './client-check.js'
import { idTokenCheck, isCodeFlow, withoutCode } from './id-token-check.js'
import { otherEnd, remove, setTo } from './pairs.js'

const nonceSeverity = (facts: ClientFacts): Judged =>
  isCodeFlow(facts) && facts.pkceBound
    ? {
        severity: 'medium',
        reason: 'a violation of OIDC Core, not by itself an attack: PKCE binds the code (RFC 9700 2.1.1)',
      }
    : { severity: 'critical', reason: 'a token of another login is taken for a fresh one' }

const azpSeverity = (): Judged => ({
  severity: 'medium',
  reason: 'OIDC Core 3.1.3.7-5 lets a client look at azp, and says that it should',
  obligation: 'should',
})

const issuedAheadSeverity = (): Judged => ({
  severity: 'low',
  reason: 'OIDC Core 3.1.3.7-10 lets a client reject what was issued too far from now',
  obligation: 'should',
})

export const idTokenClaimChecks: readonly LoginCheck[] = [
  idTokenCheck({
    id: 'CL-NONCE-01',
    title: 'an ID token with another nonce is rejected',
    severity: nonceSeverity,
    section: '3.1.3.7',
    cwe: 294,
    why: 'A token that was stolen from another login is taken for a fresh one.',
    faults: [['', 'id-token-nonce-wrong']],
    needs: ['nonce'],
    // The org signs whatever nonce the browser asks for: genuine, and not the client's.
    also: { Q: [{ request: setTo('nonce', otherEnd) }] },
  }),
  idTokenCheck({
    id: 'CL-NONCE-02',
    title: 'an ID token without the nonce that was sent is rejected',
    severity: nonceSeverity,
    section: '3.1.3.7',
    cwe: 294,
    why: 'A client that compares nonce only where there is one compares nothing.',
    faults: [['', 'id-token-nonce-missing']],
    needs: ['nonce'],
    also: { Q: [{ request: remove('nonce') }] },
  }),
  idTokenCheck({
    id: 'CL-ISS-10',
    title: 'an ID token of another issuer is rejected, however alike',
    severity: 'critical',
    section: '3.1.3.7',
    cwe: 345,
    why: 'Anybody with an org of their own signs in as anybody.',
    faults: [
      ['another host', 'id-token-iss-other'],
      ['trailing slash', 'id-token-iss-slash'],
      ['custom server of the same org', 'id-token-iss-custom'],
    ],
  }),
  idTokenCheck({
    id: 'CL-AUD-01',
    title: 'an ID token for another client is rejected',
    severity: 'critical',
    section: '3.1.3.7',
    cwe: 345,
    why: 'Whoever runs any app of the org signs in here as its users.',
    twin: 'CL-AUD-03',
    faults: [['', 'id-token-aud-other']],
    // The org signs a token for another app of its own, and sends it to the same redirect URI.
    also: {
      Q: [
        {
          where: (around) => withoutCode(around) && around.secondApp,
          request: setTo('client_id', (own, { secondClientId }) => secondClientId ?? own),
        },
      ],
    },
  }),
  idTokenCheck({
    id: 'CL-AUD-02',
    title: 'an ID token without aud is rejected',
    severity: 'high',
    section: '2',
    cwe: 345,
    why: 'Nobody can tell whom the token is for.',
    twin: 'CL-AUD-03',
    faults: [['', 'id-token-aud-missing']],
  }),
  idTokenCheck({
    id: 'CL-AUD-03',
    title: 'an ID token whose aud is a list of this one client is accepted',
    severity: 'interop',
    section: '2',
    cwe: 20,
    why: 'aud may be a list.',
    expected: 'accepts',
    faults: [['', 'id-token-aud-array']],
  }),
  idTokenCheck({
    id: 'CL-AUD-04',
    title: 'an ID token with a second, unknown audience is rejected',
    severity: 'medium',
    section: '3.1.3.7',
    cwe: 345,
    why: 'Another party holds a token that signs in here.',
    twin: 'CL-AUD-03',
    faults: [['', 'id-token-aud-second']],
  }),
  idTokenCheck({
    id: 'CL-AZP-01',
    title: 'an ID token whose azp is another client is rejected',
    severity: azpSeverity,
    section: '3.1.3.7',
    cwe: 345,
    why: 'The token was issued to somebody else.',
    faults: [['', 'id-token-azp-other']],
  }),
  idTokenCheck({
    id: 'CL-EXP-01',
    title: 'an ID token that expired ten minutes ago is rejected',
    severity: 'high',
    section: '3.1.3.7',
    cwe: 613,
    why: 'A stolen token works for ever.',
    twin: 'CL-EXP-03',
    faults: [['', 'id-token-exp-past']],
  }),
  idTokenCheck({
    id: 'CL-EXP-02',
    title: 'an ID token without exp is rejected',
    severity: 'high',
    section: '2',
    cwe: 613,
    why: 'The token works for ever.',
    faults: [['', 'id-token-exp-missing']],
  }),
  idTokenCheck({
    id: 'CL-IAT-01',
    title: 'an ID token from an hour ahead is rejected',
    severity: issuedAheadSeverity,
    section: '3.1.3.7',
    cwe: 345,
    why: 'Its clock is not the one that the client goes by.',
    faults: [['', 'id-token-iat-ahead']],
  }),
  idTokenCheck({
    id: 'CL-IAT-02',
    title: 'an ID token without iat is rejected',
    severity: 'medium',
    section: '2',
    cwe: 345,
    why: 'Nobody can tell how old the token is.',
    faults: [['', 'id-token-iat-missing']],
  }),
  idTokenCheck({
    id: 'CL-SUB-01',
    title: 'an ID token without a subject is rejected',
    severity: 'high',
    section: '2',
    cwe: 287,
    why: 'Somebody is signed in, and nobody knows who.',
    faults: [
      ['missing', 'id-token-sub-missing'],
      ['empty', 'id-token-sub-empty'],
    ],
  }),
  idTokenCheck({
    id: 'CL-EXP-03',
    title: 'an ID token that expired 30 seconds ago is no failure either way',
    severity: 'interop',
    section: '3.1.3.7',
    cwe: 613,
    why: 'Clocks differ a little: the report notes what the client allows.',
    expected: 'either',
    faults: [['', 'id-token-exp-just-past']],
  }),
]
