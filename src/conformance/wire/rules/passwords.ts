// Rule 3, first half: nobody is locked out. A password goes out only if it is the right one, and never again after it failed.
import type { TestUser } from '../../targets/settings.js'
import type { WireRequest } from '../exchange.js'
import { bodyParams } from '../form.js'
import type { RawResponse } from '../transport.js'
import { RuleBroken } from '../wire.js'
import type { Rule } from './rule.js'

interface Attempt {
  readonly login: string
  readonly password: string
}

const passwordNames = ['credentials.passcode', 'password', 'passcode', 'passwd']
const loginNames = ['identifier', 'username', 'login', 'email', 'user']

const attemptOf = (request: WireRequest): Attempt | undefined => {
  if (request.method !== 'POST') return undefined
  const params = bodyParams(request)
  const find = (names: readonly string[]): string | undefined =>
    names.map((name) => params.get(name)).find((value) => value !== undefined)
  const password = find(passwordNames)
  const login = find(loginNames) ?? ''
  // A second step without a name: six digits are a one-time code, and the kit sends only right ones.
  return password === undefined || (login === '' && /^\d{6}$/.test(password)) ? undefined : { login, password }
}

/** States of an account in which one more try does harm. */
const dangerous = /"status"\s*:\s*"(LOCKED_OUT|PASSWORD_EXPIRED|RECOVERY|PASSWORD_RESET)"/

/** Pages and bodies by which a password is refused: 401, or an Okta authentication failure. */
const refusesPassword = ({ status, text }: RawResponse): boolean => status === 401 || text.includes('"E0000004"')

/** @param allowed wrong passwords for one user; undefined: as many as a check likes */
export const noWrongPasswords = (users: readonly TestUser[], allowed: number | undefined): Rule => {
  const wrong = new Map<string, number>()
  const isRight = ({ login, password }: Attempt): boolean =>
    users.some(
      (user) => (login === '' || user.login.toLowerCase() === login.toLowerCase()) && user.password === password,
    )
  const count = ({ login }: Attempt): number => {
    const total = (wrong.get(login) ?? 0) + 1
    wrong.set(login, total)
    return total
  }
  if (allowed === undefined) return {}
  const failed = new Set<string>()
  return {
    before: (request) => {
      const attempt = attemptOf(request)
      if (attempt === undefined) return
      if (failed.has(attempt.login)) {
        throw new RuleBroken('passwords', 'the password was refused once: it is not sent again', 'run')
      }
      if (isRight(attempt)) return
      if (count(attempt) > allowed) {
        throw new RuleBroken('passwords', `a wrong password for a user, and ${allowed} are allowed in a run`)
      }
    },
    after: (request, response) => {
      const attempt = attemptOf(request)
      if (attempt === undefined) return
      const state = dangerous.exec(response.text)?.[1]
      if (state !== undefined) {
        throw new RuleBroken('locked-account', `the user is ${state}: nothing more is sent for it`, 'run')
      }
      if (isRight(attempt) && refusesPassword(response)) failed.add(attempt.login)
    },
  }
}
