// The user object, member for member as recorded (S-321).

import type { User, UserStatus } from '../../org/records.js'
import { stableId } from '../../random.js'
import { time } from '../time.js'

const body = (user: User, url: string): Readonly<Record<string, unknown>> => {
  const { login, email, firstName, lastName, mobilePhone = null, secondEmail = null, ...more } = user.profile
  return {
    id: user.id,
    status: user.status,
    created: time(user.created),
    activated: time(user.activated),
    statusChanged: time(user.statusChanged),
    lastLogin: time(user.lastLogin),
    lastUpdated: time(user.lastUpdated),
    passwordChanged: time(user.passwordChanged),
    type: { id: stableId('oty', url) },
    profile: { firstName, lastName, mobilePhone, ...more, secondEmail, login, email },
    credentials: {
      ...(user.password !== undefined && { password: {} }),
      ...(user.recoveryQuestion && { recovery_question: { question: user.recoveryQuestion.question } }),
      emails: [{ value: email, status: 'VERIFIED', type: 'PRIMARY' }],
      provider: { type: 'OKTA', name: 'OKTA' },
    },
  }
}

/** In lists `_links` has only `self`. */
export const userInList = (user: User, url: string): Readonly<Record<string, unknown>> => ({
  ...body(user, url),
  _links: { self: { href: `${url}/api/v1/users/${user.id}` } },
})

type Link =
  | 'suspend'
  | 'schema'
  | 'resetPassword'
  | 'forgotPassword'
  | 'expirePassword'
  | 'changeRecoveryQuestion'
  | 'self'
  | 'resetFactors'
  | 'type'
  | 'changePassword'
  | 'deactivate'
  | 'activate'
  | 'unsuspend'
  | 'unlock'
  | 'delete'
  | 'reactivate'

const active: readonly Link[] = [
  'suspend',
  'schema',
  'resetPassword',
  'forgotPassword',
  'expirePassword',
  'changeRecoveryQuestion',
  'self',
  'resetFactors',
  'type',
  'changePassword',
  'deactivate',
]

/** Which links a user has, by status. */
const linksOf: Readonly<Record<UserStatus, readonly Link[]>> = {
  ACTIVE: active,
  PASSWORD_EXPIRED: active,
  RECOVERY: active,
  LOCKED_OUT: ['schema', 'resetPassword', 'unlock', 'self', 'resetFactors', 'type', 'deactivate'],
  SUSPENDED: ['schema', 'unsuspend', 'self', 'resetFactors', 'type', 'deactivate'],
  STAGED: ['schema', 'activate', 'self', 'resetFactors', 'type'],
  PROVISIONED: ['schema', 'reactivate', 'resetPassword', 'self', 'resetFactors', 'type', 'deactivate'],
  DEPROVISIONED: ['schema', 'activate', 'self', 'resetFactors', 'type', 'delete'],
}

const link = (name: Link, user: User, url: string): Readonly<Record<string, unknown>> => {
  const self = `${url}/api/v1/users/${user.id}`
  const post = (path: string): Readonly<Record<string, unknown>> => ({ href: `${self}/${path}`, method: 'POST' })
  const links: Readonly<Record<Link, Readonly<Record<string, unknown>>>> = {
    self: { href: self },
    schema: { href: `${url}/api/v1/meta/schemas/user/${stableId('osc', url)}` },
    type: { href: `${url}/api/v1/meta/types/user/${stableId('oty', url)}` },
    suspend: post('lifecycle/suspend'),
    unsuspend: post('lifecycle/unsuspend'),
    unlock: post('lifecycle/unlock'),
    activate: post('lifecycle/activate'),
    reactivate: post('lifecycle/reactivate'),
    deactivate: post('lifecycle/deactivate'),
    resetPassword: post('lifecycle/reset_password'),
    expirePassword: post('lifecycle/expire_password'),
    resetFactors: post('lifecycle/reset_factors'),
    forgotPassword: post('credentials/forgot_password'),
    changePassword: post('credentials/change_password'),
    changeRecoveryQuestion: post('credentials/change_recovery_question'),
    delete: { href: self, method: 'DELETE' },
  }
  return links[name]
}

/** One user, with the links that fit its status. */
export const userBody = (user: User, url: string): Readonly<Record<string, unknown>> => ({
  ...body(user, url),
  _links: Object.fromEntries(linksOf[user.status].map((name) => [name, link(name, user, url)])),
})
