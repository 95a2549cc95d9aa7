// Expiring, resetting and changing passwords and recovery questions (S-355).
import type { User, UserStatus } from '../../org/records.js'
import { endSessionsOf } from '../../signin/sessions.js'
import { done, noContent, ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { type ApiErrorId, refuse } from '../catalogue.js'
import { endEverythingOf } from '../end-everything.js'
import { readObject } from '../read-body.js'
import { credentialsBody, passwordAt, questionAt, requireOwnComplexity } from './credentials.js'
import { requireUser } from './find.js'
import { userBody } from './shape.js'

/** The user, if its status allows the operation. */
const requireStatus = (call: Call, allowed: readonly UserStatus[], rule: ApiErrorId = 'statusForbids'): User => {
  const user = requireUser(call)
  if (allowed.includes(user.status)) return user
  return refuse(rule, { reason: `${user.profile.login} is ${user.status}, not ${allowed.join(' or ')}` })
}

const usable: readonly UserStatus[] = ['ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT']

/** As recorded, statusChanged stays as it is (S-355). */
const expired = (user: User, { deps, ask }: Call, more: Partial<User> = {}): User => {
  const changed: User = { ...user, status: 'PASSWORD_EXPIRED', lastUpdated: deps.now(), ...more }
  deps.org.putUser(changed)
  ask.trace.decision = `password of ${user.profile.login} expired`
  return changed
}

/** The user must choose a new password at the next sign-in. */
export const expirePassword: Operate = (call) => ok(userBody(expired(requireStatus(call, usable), call), call.deps.url))

/** Okta's have 12 characters; these satisfy the password policy, too. */
const temporaryPassword = ({ random }: Call['deps']): string => `${random.id('').slice(0, 9)}aA1`

/** The same with a password for once, which is told here and nowhere else. */
export const expirePasswordWithTempPassword: Operate = async (call) => {
  const user = requireStatus(call, usable)
  const tempPassword = temporaryPassword(call.deps)
  expired(user, call, { password: tempPassword, passwordChanged: call.deps.now() })
  if (call.ask.query.get('revokeSessions') === 'true') await endSessionsOf(user.id, call.deps)
  return ok({ tempPassword })
}

const recovering = async (user: User, call: Call, path: string) => {
  const { deps, ask } = call
  const now = deps.now()
  deps.org.putUser({ ...user, status: 'RECOVERY', statusChanged: now, lastUpdated: now })
  ask.trace.decision = `user ${user.profile.login} is RECOVERY`
  if (ask.query.get('revokeSessions') === 'true') await endSessionsOf(user.id, deps)
  if (ask.query.get('sendEmail') !== 'false') return done
  return ok({ resetPasswordUrl: `${deps.url}/${path}/${deps.random.token().slice(0, 20)}` })
}

/** An administrator sends the user to choose a new password; the page behind the link is not built (differences.md). */
export const resetPassword: Operate = (call) => recovering(requireStatus(call, usable), call, 'reset_password')

/** What "Forgot password?" starts. */
export const forgotPassword: Operate = (call) =>
  recovering(requireStatus(call, ['ACTIVE'], 'forgotPasswordForbidden'), call, 'signin/reset-password')

const changeable: readonly UserStatus[] = ['STAGED', 'ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY']

const requireSecret = (given: unknown, secret: string | undefined, field: string, login: string): void => {
  if (secret !== undefined && given === secret) return
  refuse('credentialsUpdateFailed', {
    causes: [`${field}: The credentials provided were incorrect.`],
    reason: secret === undefined ? `${login} has none` : `${field} is not that of ${login}`,
  })
}

const withPassword = (user: User, password: string, { deps }: Call): User => {
  const now = deps.now()
  const open = user.status === 'RECOVERY' || user.status === 'PASSWORD_EXPIRED'
  return {
    ...user,
    password: requireOwnComplexity(password, user.profile),
    ...(open && { status: 'ACTIVE', statusChanged: now }),
    lastUpdated: now,
    passwordChanged: now,
  }
}

/** From an old password to a new one. */
export const changePassword: Operate = async (call) => {
  const user = requireStatus(call, changeable, 'changePasswordForbidden')
  const body = readObject(call.ask)
  requireSecret(passwordAt(body, 'oldPassword'), user.password, 'oldPassword', user.profile.login)
  const changed = withPassword(user, passwordAt(body, 'newPassword') ?? '', call)
  call.deps.org.putUser(changed)
  if (body.revokeSessions === true) await endSessionsOf(user.id, call.deps)
  return ok(credentialsBody(changed))
}

/** A new recovery question, with the password as proof. */
export const changeRecoveryQuestion: Operate = (call) => {
  const user = requireStatus(call, changeable, 'changeQuestionForbidden')
  const body = readObject(call.ask)
  requireSecret(passwordAt(body, 'password'), user.password, 'password', user.profile.login)
  const question = questionAt(body) ?? user.recoveryQuestion
  const changed: User = { ...user, ...(question && { recoveryQuestion: question }), lastUpdated: call.deps.now() }
  call.deps.org.putUser(changed)
  return ok(credentialsBody(changed))
}

/** A new password, with the answer to the recovery question as proof. */
export const forgotPasswordSetNewPassword: Operate = (call) => {
  const user = requireStatus(call, ['ACTIVE', 'RECOVERY'], 'forgotPasswordForbidden')
  const body = readObject(call.ask)
  const { answer } = Object(body.recovery_question) as { answer?: unknown }
  requireSecret(answer, user.recoveryQuestion?.answer, 'answer', user.profile.login)
  const changed = withPassword(user, passwordAt(body, 'password') ?? '', call)
  call.deps.org.putUser(changed)
  return ok(credentialsBody(changed))
}

/** Ends all sessions; with `oauthTokens=true` tokens, too. */
export const revokeUserSessions: Operate = async (call) => {
  const { id, profile } = requireUser(call)
  await endSessionsOf(id, call.deps)
  if (call.ask.query.get('oauthTokens') === 'true') await endEverythingOf(id, call.deps)
  call.ask.trace.decision = `sessions of ${profile.login} ended`
  return noContent
}
