// Signs the mock's ID tokens anew, with other claims or another header. Its key stands in /keys beside the mock's own.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { WireRequest } from '../../../src/conformance/wire/exchange.js'
import type { RawResponse } from '../../../src/conformance/wire/transport.js'
import { at, withMembers } from './changes.js'
import type { Intermediary } from './mutant.js'

type Claims = Readonly<Record<string, unknown>>

/** What becomes of an ID token. */
export interface Forgery {
  readonly claims?: (claims: Claims) => Claims
  /** Default: RS256 by the forger's published key. */
  readonly signed?: 'RS256' | 'by a stranger' | 'none' | 'HS256'
  /** Which ID tokens; default: all. */
  readonly where?: (request: WireRequest) => boolean
}

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const forger = pair()
const stranger = pair()
const kid = 'forger'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const decode = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims

const write = (claims: Claims, signed: Forgery['signed'] = 'RS256'): string => {
  const alg = signed === 'by a stranger' ? 'RS256' : signed
  const content = `${encode(alg === 'none' ? { alg } : { kid, alg })}.${encode(claims)}`
  if (signed === 'none') return `${content}.`
  const signature =
    signed === 'HS256'
      ? createHmac('sha256', 'anybody’s secret').update(content).digest()
      : sign('sha256', Buffer.from(content), signed === 'RS256' ? forger.privateKey : stranger.privateKey)
  return `${content}.${signature.toString('base64url')}`
}

const jwt = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g

/** Access tokens have scopes. */
const isIdToken = (token: string): boolean => decode(token.split('.')[1] ?? '').scp === undefined

/** Replaces ID tokens on their way out, and puts the mock's own back where they come in again as a hint. */
export const forged =
  ({ claims = (same) => same, signed, where = () => true }: Forgery): (() => Intermediary) =>
  () => {
    const originals = new Map<string, string>()
    const forge = (token: string): string => {
      if (!isIdToken(token)) return token
      const written = write(claims(decode(token.split('.')[1] ?? '')), signed)
      originals.set(written, token)
      return written
    }
    const restore = (text: string): string => {
      let restored = text
      for (const [written, token] of originals) restored = restored.replaceAll(written, token)
      return restored
    }
    const change = (response: RawResponse): RawResponse => ({
      ...response,
      headers: response.headers
        .filter(([name]) => name !== 'content-length')
        .map(([name, value]) => [name, name === 'location' ? value.replace(jwt, forge) : value]),
      text: response.text.replace(jwt, forge),
    })
    return async (request, pass) => {
      const response = await pass({
        ...request,
        url: restore(request.url),
        ...(request.body !== undefined && { body: restore(request.body) }),
      })
      if (at('/oauth2/v1/keys')(request)) {
        const own = { ...forger.publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }
        return withMembers(({ keys }) => ({ keys: [...(keys as unknown[]), own] }))(response)
      }
      return where(request) ? change(response) : response
    }
  }
