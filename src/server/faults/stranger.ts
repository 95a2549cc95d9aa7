// A key pair that no client of the org has a reason to trust.
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Endpoint } from '../exchange.js'

interface Stranger {
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK & { readonly kid: string }
}

let made: Promise<Stranger> | undefined

const make = async (): Promise<Stranger> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwk = await exportJWK(publicKey)
  return { privateKey, publicJwk: { ...jwk, alg: 'RS256', use: 'sig', kid: await calculateJwkThumbprint(jwk) } }
}

/** Made once in a process, when the first fault needs it. */
export const stranger = (): Promise<Stranger> => {
  made ??= make()
  return made
}

/** The stranger's JWK set: whoever fetches it followed a header that it should not have followed. */
export const strangersKeys: Endpoint = async () => ({
  status: 200,
  json: { keys: [(await stranger()).publicJwk] },
})
