// `credentials` of a user as they come in.
import type { User } from '../../org/records.js'
import { isComplexEnough } from '../../signin/password-policy.js'
import { refuse } from '../catalogue.js'
import { isObject, type JsonObject, objectAt } from '../read-body.js'
import { blanks, refuseViolations } from '../validation.js'

/** What a request sets; a member that is missing stays as it is. */
export type Credentials = Pick<Partial<User>, 'password' | 'recoveryQuestion'>

/** Default password policy of Okta, in the words of an org (S-351). */
const requirements =
  'Password requirements were not met. Password requirements: at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username.'

/** Refuses a password that is too simple for the login: an administrator's as invalid (S-351). */
const requireComplexity = (password: string, profile: User['profile']): string => {
  if (!isComplexEnough(password, { profile })) {
    refuseViolations([{ field: 'password', problem: requirements }], `the password of ${profile.login} is too simple`)
  }
  return password
}

/** The user's own as an update that failed (S-355). */
export const requireOwnComplexity = (password: string, profile: User['profile']): string =>
  isComplexEnough(password, { profile })
    ? password
    : refuse('credentialsUpdateFailed', {
        causes: [requirements],
        reason: `the new password of ${profile.login} is too simple for Okta's default password policy`,
      })

/** `{ "value": … }` at a member of the object; undefined where there is none. */
export const passwordAt = (object: JsonObject, member: string): string | undefined => {
  const password = objectAt(object, member)
  const [unbuilt] = ['hash', 'hook'].filter((name) => name in password)
  if (unbuilt !== undefined) {
    return refuse('notBuilt', { reason: `passwords by ${unbuilt} are not built: send { "value": … }` })
  }
  return typeof password.value === 'string' ? password.value : undefined
}

/** `recovery_question` of the object, whole. */
export const questionAt = (object: JsonObject): User['recoveryQuestion'] => {
  if (!isObject(object.recovery_question)) return undefined
  const { question, answer } = object.recovery_question
  refuseViolations(blanks({ question, answer }, 'question', 'answer'))
  return { question: String(question), answer: String(answer) }
}

/** Reads `credentials` of the body and checks the password against the policy. */
export const readCredentials = (body: JsonObject, profile: User['profile']): Credentials => {
  const credentials = objectAt(body, 'credentials')
  const { type = 'OKTA' } = objectAt(credentials, 'provider')
  if (type !== 'OKTA') {
    refuse('notBuilt', { reason: `users of the provider ${String(type)} are not built: leave provider out` })
  }
  const password = passwordAt(credentials, 'password')
  const question = 'recovery_question' in credentials ? questionAt(credentials) : undefined
  return {
    ...(password !== undefined && { password: requireComplexity(password, profile) }),
    ...(question && { recoveryQuestion: question }),
  }
}

/** Credentials as they are shown: never with values. */
export const credentialsBody = ({ password, recoveryQuestion }: User): JsonObject => ({
  ...(password !== undefined && { password: {} }),
  ...(recoveryQuestion && { recovery_question: { question: recoveryQuestion.question } }),
  provider: { type: 'OKTA', name: 'OKTA' },
})
