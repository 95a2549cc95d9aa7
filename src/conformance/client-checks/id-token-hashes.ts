// What a client does with a code or an access token that the ID token beside it does not name: section C of the table.
import type { ClientFacts, Judged, LoginCheck } from './client-check.js'
import { idTokenCheck, isCodeFlow, withoutCode } from './id-token-check.js'

/** Of an access token that came straight from the token endpoint. */
const accessTokenHashSeverity = (facts: ClientFacts): Judged =>
  isCodeFlow(facts)
    ? {
        severity: 'low',
        reason: 'in the code flow OIDC Core 3.1.3.8 lets a client look at at_hash',
        obligation: 'should',
      }
    : { severity: 'high', reason: 'the access token came through the browser, and at_hash alone ties it to the person' }

export const idTokenHashChecks: readonly LoginCheck[] = [
  idTokenCheck({
    id: 'CL-HASH-02',
    title: 'an ID token without at_hash is rejected where it is mandatory',
    severity: 'medium',
    section: '3.2.2.10',
    cwe: 345,
    why: 'Another access token can be slipped in beside it.',
    needs: ['access-token-in-front-channel'],
    faults: [['', 'id-token-at-hash-missing']],
  }),
  idTokenCheck({
    id: 'CL-HASH-01',
    title: 'an access token that the ID token does not name is rejected',
    severity: accessTokenHashSeverity,
    section: '3.2.2.9',
    cwe: 345,
    why: 'Somebody else’s access token is slipped in.',
    needs: ['access-token'],
    faults: [['', 'id-token-at-hash-wrong']],
    also: {
      F: [
        { where: (around) => withoutCode(around) && around.answer.has('token'), splice: { names: ['access_token'] } },
      ],
    },
  }),
  idTokenCheck({
    id: 'CL-HASH-03',
    title: 'a code that the ID token does not name is rejected',
    severity: 'high',
    section: '3.3.2.10',
    cwe: 345,
    why: 'Somebody else’s code is slipped in.',
    needs: ['code-and-id-token'],
    faults: [
      ['wrong', 'id-token-c-hash-wrong'],
      ['missing', 'id-token-c-hash-missing'],
    ],
    // Bound to the same challenge, so that the token endpoint gives something for it.
    also: { F: [{ name: 'wrong', splice: { names: ['code'] } }] },
  }),
]
