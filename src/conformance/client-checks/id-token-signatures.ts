// What a client does with an ID token that the org did not sign, or not like this: section C of the table.
import type { ClientFacts, Judged, LoginCheck, Mutation } from './client-check.js'
import { idTokenCheck, isCodeFlow, withIdToken } from './id-token-check.js'

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

export const idTokenSignatureChecks: readonly LoginCheck[] = [
  idTokenCheck({
    id: 'CL-SIG-01',
    title: 'an ID token with a spoiled signature is rejected',
    severity: signatureSeverity,
    section: '3.1.3.7',
    cwe: 347,
    why: 'Anybody can write tokens.',
    faults: [['', 'id-token-signature-spoiled']],
    also: { F: [spoilSignature] },
  }),
  idTokenCheck({
    id: 'CL-SIG-02',
    title: 'an ID token signed by a stranger under a known kid is rejected',
    severity: signatureSeverity,
    section: '3.1.3.7',
    cwe: 347,
    why: 'Anybody can write tokens.',
    faults: [['', 'id-token-signature-other-key']],
  }),
  idTokenCheck({
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
  idTokenCheck({
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
  idTokenCheck({
    id: 'CL-SIG-05',
    title: 'an ID token signed by HS256 with the client secret is rejected where RS256 is due',
    severity: 'high',
    section: '3.1.3.7',
    cwe: 347,
    why: 'Whoever has the secret writes tokens.',
    needs: ['client-secret'],
    faults: [['', 'id-token-hs256-client-secret']],
  }),
  idTokenCheck({
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
]
