// A user's profile as it comes in: Okta's default attributes, and those that some user of the org has (S-350).
import type { Org } from '../../org/org.js'
import type { Profile } from '../../org/records.js'
import type { JsonObject } from '../read-body.js'
import { blanks, problems, refuseViolations, type Violation } from '../validation.js'

const defaultAttributes = [
  'login',
  'email',
  'secondEmail',
  'firstName',
  'lastName',
  'middleName',
  'honorificPrefix',
  'honorificSuffix',
  'title',
  'displayName',
  'nickName',
  'profileUrl',
  'primaryPhone',
  'mobilePhone',
  'streetAddress',
  'city',
  'state',
  'zipCode',
  'countryCode',
  'postalAddress',
  'preferredLanguage',
  'locale',
  'timezone',
  'userType',
  'employeeNumber',
  'costCenter',
  'organization',
  'division',
  'department',
  'managerId',
  'manager',
] as const

/** Custom attributes have no schema here: what a user of the configuration has exists. */
const unknownAttributes = (profile: JsonObject, org: Org): readonly string[] => {
  const left = Object.keys(profile).filter((name) => !defaultAttributes.some((known) => known === name))
  return left.filter((name) => !org.users().some((user) => Object.hasOwn(user.profile, name)))
}

/** One @ with something on both sides and a dot behind it. */
const isAddress = (value: unknown): boolean => typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

const wrongValues = (profile: JsonObject, org: Org, ownId: string | undefined): readonly Violation[] => {
  const { login, email } = profile
  const taken = typeof login === 'string' ? org.findUserByLogin(login) : undefined
  const texts = ['firstName', 'lastName'].filter((name) => typeof profile[name] !== 'string')
  return [
    ...texts.map((field) => ({ field, problem: problems.pattern })),
    ...(isAddress(login) ? [] : [{ field: 'login', problem: 'Username must be in the form of an email address' }]),
    ...(isAddress(email) ? [] : [{ field: 'email', problem: problems.pattern }]),
    ...(taken !== undefined && taken.id !== ownId ? [{ field: 'login', problem: problems.taken }] : []),
  ]
}

/** Attributes without a value are not kept; they are shown as null where Okta shows them at all. */
const withoutNulls = (profile: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== null && value !== ''))

const isProfile = (profile: JsonObject): profile is Profile =>
  ['login', 'email', 'firstName', 'lastName'].every((name) => typeof profile[name] === 'string')

/** Checks a whole profile; `ownId` is the user's whose it is already. */
export const requireProfile = (wanted: JsonObject, org: Org, ownId?: string): Profile => {
  const profile = withoutNulls(wanted)
  const unknown = unknownAttributes(profile, org)
  refuseViolations(
    unknown.map((name) => ({ field: 'profile', problem: `Property name '${name}' is not defined in profile` })),
    `no user of the org has the attribute ${unknown.join(', ')}: give it to one under users[].profile, and it exists`,
  )
  refuseViolations(blanks(profile, 'login', 'firstName', 'lastName', 'email'))
  refuseViolations(wrongValues(profile, org, ownId))
  if (isProfile(profile)) return profile
  throw new TypeError('a profile without names was let through')
}
