// A JWT with its signature gone, its header kept, and only harmless claims readable.
import { digest } from './digest.js'
import { shownClaims } from './names.js'

/** A compact JWS, its signature possibly empty. */
export const jwtPattern = /eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g

const read = (part: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

const hashed = (value: unknown): string => digest(typeof value === 'string' ? value : JSON.stringify(value))

/** `<jwt {"alg":"RS256"} {"iss":…,"sub":"sha256:…"} sha256:…>` */
export const redactJwt = (jwt: string): string => {
  const [head = '', payload = ''] = jwt.split('.')
  const header = read(head)
  const claims = read(payload)
  if (header === undefined || claims === undefined) return digest(jwt)
  const shown = Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, shownClaims.has(name) ? value : hashed(value)]),
  )
  return `<jwt ${JSON.stringify(header)} ${JSON.stringify(shown)} ${digest(jwt)}>`
}
