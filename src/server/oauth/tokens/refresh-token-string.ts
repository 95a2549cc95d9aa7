// The strings of a refresh token. Each carries the token's id, its own number and a proof of both, so that an old one is
// recognised without being kept.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RefreshToken } from '../../store/store.js'

const prefix = 'oar'
const nameBytes = 17
const numberBytes = 4
const proofBytes = 11
const allBytes = nameBytes + numberBytes + proofBytes

const prove = ({ id, secret }: Pick<RefreshToken, 'id' | 'secret'>, number: number): Buffer =>
  createHmac('sha256', secret).update(`${id}.${number}`).digest().subarray(0, proofBytes)

/** 43 base64url characters, as many as Okta's have (S-500). */
export const writeRefreshToken = (token: Pick<RefreshToken, 'id' | 'secret'>, number: number): string => {
  const counted = Buffer.alloc(numberBytes)
  counted.writeUInt32BE(number)
  return Buffer.concat([Buffer.from(token.id.slice(prefix.length), 'latin1'), counted, prove(token, number)]).toString(
    'base64url',
  )
}

/** What a string says of itself; nothing is proven yet. */
export interface Claimed {
  readonly id: string
  readonly number: number
  readonly proof: Buffer
}

/** Undefined where the string is no refresh token at all. */
export const readRefreshToken = (text: string): Claimed | undefined => {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== allBytes || bytes.toString('base64url') !== text) return undefined
  return {
    id: prefix + bytes.toString('latin1', 0, nameBytes),
    number: bytes.readUInt32BE(nameBytes),
    proof: bytes.subarray(nameBytes + numberBytes),
  }
}

/** Whether the string came from the token. */
export const isProven = ({ number, proof }: Claimed, token: RefreshToken): boolean =>
  number <= token.newest && timingSafeEqual(proof, prove(token, number))
