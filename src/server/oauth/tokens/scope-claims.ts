// The claims about a user that each OpenID scope gives, from Okta's user profile.
import type { User } from '../../org/records.js'

type Claim = readonly [name: string, read: (user: User) => unknown]

const attribute =
  (name: string) =>
  (user: User): unknown =>
    user.profile[name]

const fullName = (user: User): unknown =>
  user.profile.displayName ?? `${user.profile.firstName} ${user.profile.lastName}`

const address = (user: User): unknown => {
  const { streetAddress, city, state, zipCode, countryCode } = user.profile
  const parts = {
    street_address: streetAddress,
    locality: city,
    region: state,
    postal_code: zipCode,
    country: countryCode,
  }
  const known = Object.entries(parts).filter(([, value]) => value !== undefined && value !== null)
  return known.length === 0 ? undefined : Object.fromEntries(known)
}

/** OpenID Connect Core 5.4, with the Okta attribute each claim is read from (S-054). */
const claimsOfScope: Readonly<Record<string, readonly Claim[]>> = {
  profile: [
    ['name', fullName],
    ['family_name', attribute('lastName')],
    ['given_name', attribute('firstName')],
    ['middle_name', attribute('middleName')],
    ['nickname', attribute('nickName')],
    ['preferred_username', attribute('login')],
    ['profile', attribute('profileUrl')],
    ['zoneinfo', attribute('timezone')],
    ['locale', attribute('locale')],
    ['updated_at', (user) => user.lastUpdated],
  ],
  email: [
    ['email', attribute('email')],
    ['email_verified', () => true],
  ],
  address: [['address', address]],
  phone: [['phone_number', attribute('primaryPhone')]],
}

/** All claims of the granted scopes that have a value. `groups` are names. */
export const scopeClaims = (
  user: User,
  scopes: readonly string[],
  groups: readonly string[],
): Readonly<Record<string, unknown>> => {
  const entries = scopes.flatMap((scope) =>
    (claimsOfScope[scope] ?? []).map(([name, read]) => [name, read(user)] as const),
  )
  const known = entries.filter(([, value]) => value !== undefined && value !== null)
  return { ...Object.fromEntries(known), ...(scopes.includes('groups') && { groups }) }
}
