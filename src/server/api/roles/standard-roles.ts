// Okta's standard admin roles as they are shown (S-360).
import type { RoleType } from '../../org/records.js'

/** What a role is called, and the id that every assignment of it has: the type in base32 (RFC 4648 6). */
export const standardRoles: Readonly<Record<RoleType, { readonly id: string; readonly label: string }>> = {
  SUPER_ADMIN: { id: 'KNKVARKSL5AUITKJJY', label: 'Super Administrator' },
  ORG_ADMIN: { id: 'J5JEOX2BIRGUSTQ', label: 'Organization Administrator' },
  READ_ONLY_ADMIN: { id: 'KJCUCRC7J5HEYWK7IFCE2SKO', label: 'Read-only Administrator' },
  APP_ADMIN: { id: 'IFIFAX2BIRGUSTQ', label: 'Application Administrator' },
  USER_ADMIN: { id: 'KVJUKUS7IFCE2SKO', label: 'User Administrator' },
  HELP_DESK_ADMIN: { id: 'JBCUYUC7IRCVGS27IFCE2SKO', label: 'Help Desk Administrator' },
  API_ACCESS_MANAGEMENT_ADMIN: {
    id: 'IFIESX2BINBUKU2TL5GUCTSBI5CU2RKOKRPUCRCNJFHA',
    label: 'API Access Management Administrator',
  },
  REPORT_ADMIN: { id: 'KJCVAT2SKRPUCRCNJFHA', label: 'Report Administrator' },
}

/** Roles that Okta has beside the standard ones that are built. */
export const otherRoles: ReadonlySet<string> = new Set([
  'ACCESS_CERTIFICATIONS_ADMIN',
  'ACCESS_REQUESTS_ADMIN',
  'CUSTOM',
  'GROUP_MEMBERSHIP_ADMIN',
  'WORKFLOWS_ADMIN',
])

export const isRoleType = (name: unknown): name is RoleType =>
  typeof name === 'string' && Object.hasOwn(standardRoles, name)
