// What a client does with an ID token that is wrong in one way: section C of the table.
import { core, rfc } from '../sources.js'
import {
  type ClientFacts,
  type ClientLevel,
  clientLevels,
  everywhere,
  type Judged,
  type LoginCheck,
  type Mutation,
} from './client-check.js'
import { otherEnd, remove, setTo } from './pairs.js'

const isCodeFlow = ({ responseType }: ClientFacts): boolean => responseType === 'code'

const throughBrowser: Judged = {
  severity: 'critical',
  reason: 'the token came through the browser, so the signature is all there is',
}

/** Where the ID token comes from the token endpoint, Core 3.1.3.7-6 lets a client leave its signature unchecked. */
const signatureSeverity = (facts: ClientFacts): Judged =>
  isCodeFlow(facts)
    ? { severity: 'medium', reason: 'in the code flow OIDC Core 3.1.3.7-6 lets a client rely on TLS instead' }
    : throughBrowser

/** A client that looks at no signature accepts these too. */
const forgerySeverity = (facts: ClientFacts): Judged =>
  isCodeFlow(facts)
    ? {
        severity: 'high',
        reason: 'no worse than CL-SIG-01 in a client that relies on TLS, a hole in one that checks signatures',
      }
    : throughBrowser

const nonceSeverity = (facts: ClientFacts): Judged =>
  isCodeFlow(facts) && facts.pkceBound
    ? {
        severity: 'medium',
        reason: 'a violation of OIDC Core, not by itself an attack: PKCE binds the code (RFC 9700 2.1.1)',
      }
    : { severity: 'critical', reason: 'a token of another login is taken for a fresh one' }

/** Of an access token that came straight from the token endpoint. */
const accessTokenHashSeverity = (facts: ClientFacts): Judged =>
  isCodeFlow(facts)
    ? {
        severity: 'low',
        reason: 'in the code flow OIDC Core 3.1.3.8 lets a client look at at_hash',
        obligation: 'should',
      }
    : { severity: 'high', reason: 'the access token came through the browser, and at_hash alone ties it to the person' }

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

interface Row {
  readonly id: string
  readonly title: string
  readonly severity: LoginCheck['severity']
  readonly section: string
  readonly cwe: number
  readonly why: string
  readonly expected?: LoginCheck['expected']
  readonly twin?: string
  readonly faults: readonly (readonly [name: string, fault: string])[]
  readonly needs?: LoginCheck['needs']
  /** Ways that work on a real org too. */
  readonly also?: Partial<Record<ClientLevel, readonly (Mutation & { readonly name?: string })[]>>
  readonly rfcs?: readonly [number, string][]
}

const check = ({ id, title, severity, section, cwe, why, faults, also = {}, rfcs = [], ...more }: Row): LoginCheck => {
  const byFault = faults.map(([name, fault]) => ({ faults: [fault], ...(faults.length > 1 && { name }) }))
  const mutations = { ...also, P: byFault, M: byFault }
  const [first = 'M', ...levels] = clientLevels.filter((level) => mutations[level] !== undefined)
  return {
    id,
    title,
    topic: 'id-token',
    kind: 'login',
    surfaces: everywhere,
    levels: [first, ...levels],
    severity,
    sources: [core(section), ...rfcs.map(([number, at]) => rfc(number, at))],
    cwe,
    why,
    expected: more.expected ?? 'rejects',
    mutations,
    ...(more.twin !== undefined && { twin: more.twin }),
    ...(more.needs && { needs: more.needs }),
  }
}

const withIdToken: NonNullable<Mutation['where']> = ({ answer }) => answer.has('id_token')

/** Whoever redeems a code has tokens of its own beside those in the answer. */
const withoutCode: NonNullable<Mutation['where']> = ({ answer }) => answer.has('id_token') && !answer.has('code')

/** Changes one character of the signature of an ID token in the answer. */
const spoilSignature: Mutation = {
  where: withIdToken,
  answer: (params) =>
    params.map(([name, value]) => {
      if (name !== 'id_token') return [name, value]
      const at = value.lastIndexOf('.') + 10
      return [name, value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1)]
    }),
}

const withHeader =
  (
    change: (header: Record<string, unknown>, issuer: string) => Record<string, unknown>,
    signed = true,
  ): NonNullable<Mutation['answer']> =>
  (params, { issuer }) =>
    params.map(([name, value]) => {
      if (name !== 'id_token') return [name, value]
      const [header = '', payload = '', signature = ''] = value.split('.')
      const parsed = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>
      const changed = Buffer.from(JSON.stringify(change(parsed, issuer))).toString('base64url')
      return [name, `${changed}.${payload}.${signed ? signature : ''}`]
    })

const none = (alg: string) => ({
  name: alg,
  where: withIdToken,
  answer: withHeader((header) => ({ ...header, alg }), false),
})

export const idTokenChecks: readonly LoginCheck[] = [
  check({
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
  check({
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
  check({
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
  check({
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
  check({
    id: 'CL-AUD-02',
    title: 'an ID token without aud is rejected',
    severity: 'high',
    section: '2',
    cwe: 345,
    why: 'Nobody can tell whom the token is for.',
    twin: 'CL-AUD-03',
    faults: [['', 'id-token-aud-missing']],
  }),
  check({
    id: 'CL-AUD-03',
    title: 'an ID token whose aud is a list of this one client is accepted',
    severity: 'interop',
    section: '2',
    cwe: 20,
    why: 'aud may be a list.',
    expected: 'accepts',
    faults: [['', 'id-token-aud-array']],
  }),
  check({
    id: 'CL-AUD-04',
    title: 'an ID token with a second, unknown audience is rejected',
    severity: 'medium',
    section: '3.1.3.7',
    cwe: 345,
    why: 'Another party holds a token that signs in here.',
    twin: 'CL-AUD-03',
    faults: [['', 'id-token-aud-second']],
  }),
  check({
    id: 'CL-AZP-01',
    title: 'an ID token whose azp is another client is rejected',
    severity: azpSeverity,
    section: '3.1.3.7',
    cwe: 345,
    why: 'The token was issued to somebody else.',
    faults: [['', 'id-token-azp-other']],
  }),
  check({
    id: 'CL-EXP-01',
    title: 'an ID token that expired ten minutes ago is rejected',
    severity: 'high',
    section: '3.1.3.7',
    cwe: 613,
    why: 'A stolen token works for ever.',
    twin: 'CL-EXP-03',
    faults: [['', 'id-token-exp-past']],
  }),
  check({
    id: 'CL-EXP-02',
    title: 'an ID token without exp is rejected',
    severity: 'high',
    section: '2',
    cwe: 613,
    why: 'The token works for ever.',
    faults: [['', 'id-token-exp-missing']],
  }),
  check({
    id: 'CL-IAT-01',
    title: 'an ID token from an hour ahead is rejected',
    severity: issuedAheadSeverity,
    section: '3.1.3.7',
    cwe: 345,
    why: 'Its clock is not the one that the client goes by.',
    faults: [['', 'id-token-iat-ahead']],
  }),
  check({
    id: 'CL-IAT-02',
    title: 'an ID token without iat is rejected',
    severity: 'medium',
    section: '2',
    cwe: 345,
    why: 'Nobody can tell how old the token is.',
    faults: [['', 'id-token-iat-missing']],
  }),
  check({
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
  check({
    id: 'CL-SIG-01',
    title: 'an ID token with a spoiled signature is rejected',
    severity: signatureSeverity,
    section: '3.1.3.7',
    cwe: 347,
    why: 'Anybody can write tokens.',
    faults: [['', 'id-token-signature-spoiled']],
    also: { F: [spoilSignature] },
  }),
  check({
    id: 'CL-SIG-02',
    title: 'an ID token signed by a stranger under a known kid is rejected',
    severity: signatureSeverity,
    section: '3.1.3.7',
    cwe: 347,
    why: 'Anybody can write tokens.',
    faults: [['', 'id-token-signature-other-key']],
  }),
  check({
    id: 'CL-SIG-03',
    title: 'an ID token without a signature is rejected, however "none" is spelled',
    severity: forgerySeverity,
    section: '3.1.3.7',
    cwe: 347,
    why: 'Anybody can write tokens.',
    rfcs: [
      [7519, '6'],
      [8725, '3.1'],
    ],
    faults: [
      ['none', 'id-token-alg-none'],
      ['None', 'id-token-alg-None'],
      ['nOnE', 'id-token-alg-nOnE'],
    ],
    also: { F: ['none', 'None', 'nOnE'].map(none) },
  }),
  check({
    id: 'CL-SIG-04',
    title: 'an ID token signed by HS256 with the public key is rejected',
    severity: forgerySeverity,
    section: '3.1.3.7',
    cwe: 347,
    why: 'The public key is public: anybody can write tokens.',
    rfcs: [[8725, '2.1']],
    faults: [
      ['PEM', 'id-token-hs256-public-key-pem'],
      ['DER', 'id-token-hs256-public-key-der'],
      ['modulus', 'id-token-hs256-public-key-n'],
    ],
  }),
  check({
    id: 'CL-SIG-05',
    title: 'an ID token signed by HS256 with the client secret is rejected where RS256 is due',
    severity: 'high',
    section: '3.1.3.7',
    cwe: 347,
    why: 'Whoever has the secret writes tokens.',
    needs: ['client-secret'],
    faults: [['', 'id-token-hs256-client-secret']],
  }),
  check({
    id: 'CL-SIG-06',
    title: 'a key that the token brings along is neither fetched nor trusted',
    severity: forgerySeverity,
    section: '3.1.3.7',
    cwe: 347,
    why: 'Anybody can write tokens.',
    rfcs: [[8725, '3.10']],
    faults: [
      ['jku', 'id-token-header-jku'],
      ['jwk', 'id-token-header-jwk'],
      ['x5u', 'id-token-header-x5u'],
    ],
    also: {
      F: [
        {
          name: 'jku',
          where: withIdToken,
          answer: withHeader((header, issuer) => ({ ...header, jku: `${issuer}/mockta/strangers-keys` })),
        },
      ],
    },
  }),
  check({
    id: 'CL-HASH-02',
    title: 'an ID token without at_hash is rejected where it is mandatory',
    severity: 'medium',
    section: '3.2.2.10',
    cwe: 345,
    why: 'Another access token can be slipped in beside it.',
    needs: ['access-token-in-front-channel'],
    faults: [['', 'id-token-at-hash-missing']],
  }),
  check({
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
  check({
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
  check({
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
