// Request objects: the parameters of an authorization request in a JWT (RFC 9101).
import { SignJWT } from 'jose'
import type { TestApp } from '../targets/settings.js'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** With `alg: none`, which proves nothing. */
export const unsignedRequestObject = (claims: Readonly<Record<string, unknown>>): string =>
  `${encode({ alg: 'none' })}.${encode(claims)}.`

/** Signed with the app's client secret. */
export const signedRequestObject = (claims: Readonly<Record<string, unknown>>, { clientSecret = '' }: TestApp) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(clientSecret))
