// Faults in how an ID token is signed. The claims are right.
import { createHmac } from 'node:crypto'
import { type CompactJWSHeaderParameters, CompactSign, decodeProtectedHeader, exportSPKI, importJWK } from 'jose'
import type { Forge, TokenFault } from './fault.js'
import { stranger } from './stranger.js'
import { strangersKeysPath } from './strangers-keys-path.js'

type Header = Readonly<Record<string, unknown>>

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const unsigned = (header: Header, { claims }: Forge): string => `${base64url(header)}.${base64url(claims)}`

/** What the org would have written above these claims. */
const genuineHeader = async ({ genuine, claims }: Forge): Promise<Header> => ({
  ...decodeProtectedHeader(await genuine(claims)),
})

const byStranger = async (header: CompactJWSHeaderParameters, { claims }: Forge): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader(header)
    .sign((await stranger()).privateKey)

const hmac = (header: Header, forge: Forge, key: string | Buffer): string => {
  const input = unsigned({ ...header, alg: 'HS256' }, forge)
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`
}

const fault = (id: string, title: string, why: string, forge: TokenFault['forge']): TokenFault => ({
  id,
  title,
  why,
  kind: 'id_token',
  forge,
})

const anybody = 'Anybody can write tokens.'

const none = (spelling: string): TokenFault =>
  fault(`id-token-alg-${spelling}`, `alg is "${spelling}" and the signature empty`, anybody, async (forge) => {
    return `${unsigned({ ...(await genuineHeader(forge)), alg: spelling }, forge)}.`
  })

const publicKeyAsSecret = (form: string, read: (forge: Forge) => Promise<string | Buffer>): TokenFault =>
  fault(
    `id-token-hs256-public-key-${form}`,
    `signed by HS256 with the org's public key (${form}) as the secret`,
    anybody,
    async (forge) => hmac(await genuineHeader(forge), forge, await read(forge)),
  )

const spki = async (forge: Forge): Promise<string> => {
  const key = await importJWK(await forge.publicKey(), 'RS256', { extractable: true })
  return key instanceof Uint8Array ? '' : exportSPKI(key)
}

/** A header that brings a key of the stranger's. */
const pointing = (member: string, value: (forge: Forge) => unknown): TokenFault =>
  fault(
    `id-token-header-${member}`,
    `signed by a stranger, whose key the header brings (${member})`,
    anybody,
    async (forge) => {
      const { publicJwk } = await stranger()
      return byStranger({ alg: 'RS256', kid: publicJwk.kid, [member]: await value(forge) }, forge)
    },
  )

export const signatureFaults: readonly TokenFault[] = [
  fault('id-token-signature-spoiled', 'one byte of the signature is another', anybody, async ({ genuine, claims }) => {
    const token = await genuine(claims)
    const at = token.lastIndexOf('.') + 10
    return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
  }),
  fault('id-token-signature-other-key', 'signed by a stranger under the kid of the org', anybody, async (forge) =>
    byStranger({ kid: String((await genuineHeader(forge)).kid), alg: 'RS256' }, forge),
  ),
  fault('id-token-kid-unknown', 'signed by a stranger under a kid that /keys never lists', anybody, async (forge) =>
    byStranger({ kid: forge.random(), alg: 'RS256' }, forge),
  ),
  ...['none', 'None', 'nOnE'].map(none),
  publicKeyAsSecret('pem', spki),
  publicKeyAsSecret('der', async (forge) =>
    Buffer.from((await spki(forge)).replace(/-----[^-]+-----|\s/g, ''), 'base64'),
  ),
  publicKeyAsSecret('n', async (forge) => String((await forge.publicKey()).n)),
  fault(
    'id-token-hs256-client-secret',
    'signed by HS256 with the client secret',
    'Whoever has the secret writes tokens, where only the org should.',
    async (forge) => hmac(await genuineHeader(forge), forge, forge.clientSecret ?? ''),
  ),
  pointing('jku', ({ url }) => `${url}${strangersKeysPath}`),
  pointing('jwk', async () => (await stranger()).publicJwk),
  // There is no certificate at that address: what counts is that nobody asks for it.
  pointing('x5u', ({ url }) => `${url}${strangersKeysPath}.pem`),
]
