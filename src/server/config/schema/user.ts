// `users:` people who may sign in.
import { type Static, Type } from '@sinclair/typebox'
import { id, oneOf, text } from './one-of.js'

export const roleType = oneOf(
  [
    'SUPER_ADMIN',
    'ORG_ADMIN',
    'READ_ONLY_ADMIN',
    'APP_ADMIN',
    'USER_ADMIN',
    'HELP_DESK_ADMIN',
    'API_ACCESS_MANAGEMENT_ADMIN',
    'REPORT_ADMIN',
  ],
  'a standard admin role of Okta',
)

const status = oneOf(
  ['STAGED', 'PROVISIONED', 'ACTIVE', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'SUSPENDED', 'DEPROVISIONED'],
  'a user status of Okta',
  { default: 'ACTIVE' },
)

const knownAttributes = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 100, title: 'the login, 1 to 100 characters' }),
    email: Type.Optional(
      Type.String({ pattern: '@', title: 'an email address', description: 'The login where it is left out.' }),
    ),
    firstName: text('the first name'),
    lastName: text('the last name'),
  },
  {
    additionalProperties: true,
    title: 'the profile of a user',
    description: "Okta's default profile, and any further attributes.",
  },
)

const profile = Type.Unsafe<Static<typeof knownAttributes> & { readonly [attribute: string]: unknown }>(knownAttributes)

const factor = Type.Object(
  {
    type: oneOf(['token:software:totp'], 'a kind of factor'),
    sharedSecret: Type.String({
      pattern: '^[A-Z2-7]{16,}=*$',
      title: 'a base32 secret: at least 16 characters out of A-Z and 2-7',
    }),
  },
  { additionalProperties: false, title: 'a second factor' },
)

export const user = Type.Object(
  {
    id: Type.Optional(id('00u', 'a user')),
    status: Type.Optional(status),
    profile,
    credentials: Type.Optional(
      Type.Object(
        {
          password: Type.Optional(
            Type.Object(
              { value: text('a password in plain text') },
              { additionalProperties: false, title: 'a password: { value: … }' },
            ),
          ),
        },
        { additionalProperties: false, title: 'credentials: { password: { value: … } }' },
      ),
    ),
    groups: Type.Optional(
      Type.Array(text('the name of a group'), { title: 'a list of group names', description: 'Everyone is implied.' }),
    ),
    roles: Type.Optional(Type.Array(roleType, { title: 'a list of admin roles', default: [] })),
    factors: Type.Optional(Type.Array(factor, { title: 'a list of factors', default: [] })),
  },
  { additionalProperties: false, title: 'a user' },
)
