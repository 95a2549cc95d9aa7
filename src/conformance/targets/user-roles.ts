// Which of the target's people can play which part.
import type { UserRole } from './needs.js'
import type { TestUser } from './settings.js'

interface Role {
  /** What is missing when nobody fits. */
  readonly wanted: string
  /** Environment variables that describe such a person. */
  readonly variables?: readonly string[]
  readonly fits: (user: TestUser) => boolean
}

const plain = ({ totpSecret }: TestUser): boolean => totpSecret === undefined

export const userRoles: Readonly<Record<UserRole, Role>> = {
  // Somebody without administrator roles comes first: see findUser.
  user: { wanted: 'user who can sign in', variables: ['CONFORMANCE_USERNAME'], fits: () => true },
  'second-user': {
    wanted: 'second user who can sign in',
    variables: ['CONFORMANCE_SECOND_USERNAME'],
    fits: () => true,
  },
  admin: {
    wanted: 'user with the role SUPER_ADMIN',
    fits: (user) => plain(user) && user.roles.includes('SUPER_ADMIN'),
  },
  'totp-user': {
    wanted: 'user with a TOTP secret',
    variables: ['CONFORMANCE_TOTP_SECRET'],
    fits: ({ totpSecret }) => totpSecret !== undefined,
  },
}

/** Plain people before administrators before people with a second factor. */
const weight = (user: TestUser): number => (plain(user) ? 0 : 2) + (user.roles.length > 0 ? 1 : 0)

/** The person who plays a part. */
export const findUser = (users: readonly TestUser[], role: UserRole): TestUser | undefined => {
  const fitting = users.filter(userRoles[role].fits).sort((a, b) => weight(a) - weight(b))
  return role === 'second-user' ? fitting[1] : fitting[0]
}
