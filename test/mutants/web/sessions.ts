// Sessions of the reference web app: what it remembers of a browser, by the value of a cookie.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { parse } from 'cookie'
import type { Issuer } from './issuers.js'

/** A login that was begun. */
export interface Pending {
  readonly issuer: Issuer
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly returnTo: string
}

/** Who is signed in, and with what. */
export interface SignedIn {
  readonly issuer: Issuer
  readonly sub: string
  readonly email: string
  readonly idToken: string
  readonly accessToken: string | undefined
  refreshToken: string | undefined
}

export interface Session {
  readonly pending: Map<string, Pending>
  person: SignedIn | undefined
  /** A renewal that is under way: everybody waits for the same one. */
  renewal: Promise<void> | undefined
}

export const cookieName = 'sid'

export const random = (): string => randomBytes(32).toString('base64url')

export const createSessions = () => {
  const sessions = new Map<string, Session>()
  const idOf = (request: IncomingMessage): string => parse(request.headers.cookie ?? '')[cookieName] ?? ''
  const create = (from?: Session): readonly [string, Session] => {
    const id = random()
    const session: Session = { pending: new Map(from?.pending), person: undefined, renewal: undefined }
    sessions.set(id, session)
    return [id, session]
  }
  return {
    idOf,
    find: (request: IncomingMessage): Session | undefined => sessions.get(idOf(request)),
    create,
    end: (request: IncomingMessage): void => void sessions.delete(idOf(request)),
    all: (): readonly Session[] => [...sessions.values()],
  }
}

export type Sessions = ReturnType<typeof createSessions>
