// The session object, member for member as recorded (S-250).
import type { Deps } from '../deps.js'
import type { SignedIn } from './sessions.js'

const time = (epochSeconds: number): string => new Date(epochSeconds * 1000).toISOString()

const link = (href: string, ...allow: readonly string[]) => ({ href, hints: { allow } })

/** `at`: how the links name the session and its user, by `me` or by their ids (S-250). */
export const sessionBody = (
  { session, user }: SignedIn,
  at: 'me' | 'id',
  { org, url }: Deps,
): Readonly<Record<string, unknown>> => {
  const self = `${url}/api/v1/sessions/${at === 'me' ? 'me' : session.id}`
  const { firstName, lastName, login } = user.profile
  return {
    id: session.id,
    userId: user.id,
    login,
    createdAt: time(session.createdAt),
    expiresAt: time(session.expiresAt),
    status: 'ACTIVE',
    lastPasswordVerification: time(session.authTime),
    lastFactorVerification: session.factorTime === undefined ? null : time(session.factorTime),
    amr: session.amr,
    idp: { id: org.id, type: 'OKTA' },
    // Identity Engine enrols everybody's email address, so nobody is without a factor (S-251).
    mfaActive: org.engine === 'oie' || user.factors.length > 0,
    _links: {
      self: link(self, 'GET', 'DELETE'),
      refresh: link(`${self}/lifecycle/refresh`, 'POST'),
      user: {
        name: `${firstName} ${lastName}`,
        ...link(`${url}/api/v1/users/${at === 'me' ? 'me' : user.id}`, 'GET'),
      },
    },
  }
}
