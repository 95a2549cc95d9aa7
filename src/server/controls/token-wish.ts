// What POST /tokens takes, read once.
import { AdminRefusal } from './refusal.js'

/** What a token is wanted for. */
export interface TokenWish {
  readonly clientId: string
  /** Login or id; left out where the app acts for itself. */
  readonly user?: string
  readonly scopes: readonly string[]
  /** Claims beside the usual ones, or in their place. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Whole seconds; 0 or less for a token that is over already. */
  readonly expiresIn?: number
  /** The id of a custom authorization server; without it the org's own. */
  readonly authorizationServer?: string
}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string' && value !== ''
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const fields: Readonly<Record<keyof TokenWish, readonly [check: Check, expected: string]>> = {
  clientId: [isText, 'the client id of an app'],
  user: [optional(isText), 'the login of a user'],
  scopes: [(value) => Array.isArray(value) && value.every(isText), 'a list of scopes'],
  claims: [
    optional((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
    'an object of claims',
  ],
  // A hundred years either way is what dates bear.
  expiresIn: [
    optional((value) => Number.isInteger(value) && Math.abs(Number(value)) < 3_155_760_000),
    'a whole number of seconds',
  ],
  authorizationServer: [optional(isText), 'the id of a custom authorization server'],
}

/** @throws AdminRefusal with one sentence that says what is wrong */
export const readTokenWish = (value: object): TokenWish => {
  const given: Readonly<Record<string, unknown>> = { ...value }
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(fields, name))
  if (unknown !== undefined) throw new AdminRefusal(`"${unknown}" is not one of ${Object.keys(fields).join(', ')}`)
  for (const [name, [check, expected]] of Object.entries(fields)) {
    if (!check(given[name])) throw new AdminRefusal(`${name} is ${expected}`)
  }
  return given as unknown as TokenWish
}
