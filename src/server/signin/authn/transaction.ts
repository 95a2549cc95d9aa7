// A sign-in by /api/v1/authn from the password to the session token, kept under a state token.
import { refuse } from '../../api/catalogue.js'
import type { Deps } from '../../deps.js'
import { type Answer, type Ask, noStore } from '../../exchange.js'
import type { User } from '../../org/records.js'
import type { AuthnTransaction } from '../../store/store.js'
import { issueSessionToken, sessionTokenLifetimeSeconds } from '../session-tokens.js'
import { stateShape, successShape } from './shapes.js'

/** From the last request on: every request makes it last longer (S-239). */
const lifetimeSeconds = 300

/** 42 characters that start with 00 (S-237). */
const newStateToken = (deps: Deps): string => `00${deps.random.bytes(30).toString('base64url')}`

/** Whoever waits for a code or a new password is one of these two. */
const maySignIn = ({ status }: User): boolean => status === 'ACTIVE' || status === 'PASSWORD_EXPIRED'

/** A transaction that was found, and whose it is. */
export interface Open {
  readonly stateToken: string
  readonly transaction: AuthnTransaction
  readonly user: User
}

/** Finds the transaction of a state token; refuses what is unknown, over or of a user who may not sign in any more. */
export const requireOpen = async (stateToken: string | undefined, ask: Ask, deps: Deps): Promise<Open> => {
  const transaction = stateToken === undefined ? undefined : await deps.store.authnTransactions.find(stateToken)
  const user = transaction && deps.org.findUser(transaction.userId)
  if (stateToken === undefined || transaction === undefined || user === undefined || !maySignIn(user)) {
    return refuse('tokenInvalid', {
      reason:
        stateToken === undefined
          ? `${ask.path}: the body has no stateToken`
          : 'the stateToken is unknown, cancelled, used up or five minutes without use: start again at /api/v1/authn',
    })
  }
  ask.trace.user = user.profile.login
  return { stateToken, transaction, user }
}

/** Refuses an operation that the transaction does not wait for. */
export const refuseInState = ({ transaction }: Open): never =>
  refuse('authnStateWrong', {
    causes: ['This operation is not allowed in the current authentication state.'],
    reason: `the sign-in is in the state ${transaction.status}: follow the links of its last answer`,
  })

export const requireStatus = (open: Open, wanted: AuthnTransaction['status']): void => {
  if (open.transaction.status !== wanted) refuseInState(open)
}

/** Keeps the transaction for another while and shows where it stands. */
export const showOpen = async ({ stateToken, transaction, user }: Open, ask: Ask, deps: Deps): Promise<Answer> => {
  await deps.store.authnTransactions.put(stateToken, transaction, lifetimeSeconds)
  ask.trace.decision = transaction.status
  return {
    status: 200,
    headers: noStore,
    json: stateShape(transaction, user, stateToken, deps.now() + lifetimeSeconds, deps),
  }
}

/** Ends with a session token, unless a code or a new password is missing. `authTime`: epoch seconds. */
export const goOn = async (
  user: User,
  proven: { readonly amr: readonly string[]; readonly authTime: number; readonly stateToken?: string },
  ask: Ask,
  deps: Deps,
): Promise<Answer> => {
  const { amr, authTime, stateToken = newStateToken(deps) } = proven
  const open = (status: AuthnTransaction['status']): Promise<Answer> =>
    showOpen({ stateToken, user, transaction: { status, userId: user.id, amr, authTime } }, ask, deps)

  // The second factor comes before an expired password (S-237).
  if (user.factors.length > 0 && !amr.includes('mfa')) return open('MFA_REQUIRED')
  if (user.status === 'PASSWORD_EXPIRED') return open('PASSWORD_EXPIRED')
  await deps.store.authnTransactions.take(stateToken)
  const sessionToken = await issueSessionToken(user, amr, deps, authTime)
  ask.trace.issued.push({ kind: 'sessionToken', value: sessionToken })
  ask.trace.decision = 'issued sessionToken'
  const expiresAt = deps.now() + sessionTokenLifetimeSeconds
  return { status: 200, headers: noStore, json: successShape(user, sessionToken, expiresAt, deps.url) }
}
