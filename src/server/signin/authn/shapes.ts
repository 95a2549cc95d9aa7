// What /api/v1/authn answers, member for member.
import type { Deps } from '../../deps.js'
import type { Factor, User } from '../../org/records.js'
import type { AuthnTransaction } from '../../store/store.js'
import { factorId } from '../codes.js'
import { complexity } from '../password-policy.js'

type Json = Readonly<Record<string, unknown>>

const timestamp = (epochSeconds: number): string => new Date(epochSeconds * 1000).toISOString()

const post = (href: string): Json => ({ href, hints: { allow: ['POST'] } })

const cancelLink = (url: string): Json => post(`${url}/api/v1/authn/cancel`)

const userShape = (user: User): Json => {
  const { login, firstName, lastName, locale = 'en_US', timezone = 'America/Los_Angeles' } = user.profile
  return {
    id: user.id,
    ...(user.passwordChanged !== null && { passwordChanged: timestamp(user.passwordChanged) }),
    profile: { login, firstName, lastName, locale, timeZone: timezone },
  }
}

/** Member order as recorded (S-206). `expiresAt`: epoch seconds. */
export const successShape = (user: User, sessionToken: string, expiresAt: number, url: string): Json => ({
  expiresAt: timestamp(expiresAt),
  status: 'SUCCESS',
  sessionToken,
  _embedded: { user: userShape(user) },
  _links: { cancel: cancelLink(url) },
})

/** Provider and vendor are those of Google Authenticator (S-235). */
const factorShape = (factor: Factor, user: User, url: string): Json => {
  const id = factorId(user, factor)
  return {
    id,
    factorType: factor.type,
    provider: 'GOOGLE',
    vendorName: 'GOOGLE',
    profile: { credentialId: user.profile.login },
    _links: { verify: post(`${url}/api/v1/authn/factors/${id}/verify`) },
  }
}

/** What is open besides the user, and where to go on (S-237). */
const openShape: Readonly<Record<AuthnTransaction['status'], (user: User, url: string) => [Json, Json]>> = {
  MFA_REQUIRED: (user, url) => [{ factors: user.factors.map((factor) => factorShape(factor, user, url)) }, {}],
  PASSWORD_EXPIRED: (_user, url) => [
    { policy: { complexity } },
    { next: { name: 'changePassword', ...post(`${url}/api/v1/authn/credentials/change_password`) } },
  ],
}

/** The state of a sign-in that waits for something. `expiresAt`: epoch seconds. */
export const stateShape = (
  { status }: AuthnTransaction,
  user: User,
  stateToken: string,
  expiresAt: number,
  { url }: Deps,
): Json => {
  const [embedded, links] = openShape[status](user, url)
  return {
    stateToken,
    expiresAt: timestamp(expiresAt),
    status,
    _embedded: { user: userShape(user), ...embedded },
    _links: { ...links, cancel: cancelLink(url) },
  }
}
