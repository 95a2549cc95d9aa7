// POST /users/{id}/lifecycle/…: from one status to another.
import type { User, UserStatus } from '../../org/records.js'
import { done, ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { refuse } from '../catalogue.js'
import { endEverythingOf } from '../end-everything.js'
import { deactivated } from './deactivate.js'
import { requireUser } from './find.js'

const put = (user: User, status: UserStatus, { ask, deps }: Call, more: Partial<User> = {}): void => {
  const now = deps.now()
  deps.org.putUser({ ...user, status, statusChanged: now, lastUpdated: now, ...more })
  ask.trace.decision = `user ${user.profile.login} is ${status}`
}

/** Twenty characters, as many as Okta's have (S-353). */
const oneTimeToken = ({ deps }: Call): string => deps.random.token().slice(0, 20)

/** The link to an empty account; the page behind it is not built (differences.md). */
const activation = (call: Call) => {
  const token = oneTimeToken(call)
  return ok({ activationUrl: `${call.deps.url}/tokens/${token}/verify`, activationToken: token })
}

/** A user without a password waits for one; so does one that comes back, whose password is gone (S-353). */
export const activateUser: Operate = (call) => {
  const user = requireUser(call)
  if (user.status !== 'STAGED' && user.status !== 'DEPROVISIONED') {
    return refuse('alreadyActive', { reason: `${user.profile.login} is ${user.status}, not STAGED or DEPROVISIONED` })
  }
  const { password, ...rest } = user
  const keepsPassword = user.status === 'STAGED' && password !== undefined
  put(keepsPassword ? user : rest, keepsPassword ? 'ACTIVE' : 'PROVISIONED', call, { activated: call.deps.now() })
  return call.ask.query.get('sendEmail') === 'false' ? activation(call) : done
}

/** A second activation link, for who lost the first. */
export const reactivateUser: Operate = (call) => {
  const user = requireUser(call)
  if (user.status !== 'PROVISIONED' && user.status !== 'RECOVERY') {
    return refuse('statusForbids', { reason: `${user.profile.login} is ${user.status}, not PROVISIONED or RECOVERY` })
  }
  return call.ask.query.get('sendEmail') === 'true' ? done : activation(call)
}

export const deactivateUser: Operate = async (call) => {
  const user = requireUser(call)
  if (user.status === 'DEPROVISIONED') {
    return refuse('statusForbids', { reason: `${user.profile.login} is deactivated already` })
  }
  await deactivated(user, call)
  return done
}

/** What the user holds ends for good (S-507). */
export const suspendUser: Operate = async (call) => {
  const user = requireUser(call)
  if (user.status !== 'ACTIVE') {
    return refuse('validationFailed', {
      values: ['suspendUser'],
      causes: ['Cannot suspend a user that is not active'],
      reason: `${user.profile.login} is ${user.status}, not ACTIVE`,
    })
  }
  put(user, 'SUSPENDED', call)
  await endEverythingOf(user.id, call.deps)
  return done
}

export const unsuspendUser: Operate = (call) => {
  const user = requireUser(call)
  if (user.status !== 'SUSPENDED') {
    return refuse('validationFailed', {
      values: ['unsuspendUser'],
      causes: ['Cannot unsuspend a user that is not suspended'],
      reason: `${user.profile.login} is ${user.status}, not SUSPENDED`,
    })
  }
  put(user, 'ACTIVE', call)
  return done
}

/** Opens a locked account; counting of wrong passwords starts again. */
export const unlockUser: Operate = async (call) => {
  const user = requireUser(call)
  if (user.status !== 'LOCKED_OUT') {
    return refuse('unlockForbidden', {
      causes: ['The user is not locked out.'],
      reason: `${user.profile.login} is ${user.status}, not LOCKED_OUT`,
    })
  }
  await call.deps.store.passwordFailures.take(user.id)
  put(user, 'ACTIVE', call)
  return done
}

/** Every second factor is gone. */
export const resetFactors: Operate = (call) => {
  const user = requireUser(call)
  call.deps.org.putUser({ ...user, factors: [] })
  call.ask.trace.decision = `second factors of ${user.profile.login} removed`
  return done
}
