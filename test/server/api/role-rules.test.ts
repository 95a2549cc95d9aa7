import t from 'tap'
import { readOperations } from '../../../src/server/api/operations.js'
import { isAllowedByRole } from '../../../src/server/api/role-rules.js'
import type { RoleType } from '../../../src/server/org/records.js'

const byId = new Map(readOperations().map((operation) => [operation.id, operation]))

/** One letter a role, in this order; a dot where it is not allowed. */
const roles: Readonly<Record<string, RoleType>> = {
  S: 'SUPER_ADMIN',
  O: 'ORG_ADMIN',
  R: 'READ_ONLY_ADMIN',
  A: 'APP_ADMIN',
  U: 'USER_ADMIN',
  H: 'HELP_DESK_ADMIN',
  M: 'API_ACCESS_MANAGEMENT_ADMIN',
  L: 'REPORT_ADMIN',
}

const table = `
SORAUH.. listUsers getUser listUserGroups listGroups getGroup listGroupUsers
SO..U... createUser updateUser replaceUser deleteUser addGroup replaceGroup deleteGroup assignUserToGroup
SO..UH.. activateUser deactivateUser suspendUser unsuspendUser unlockUser resetPassword expirePassword
SORA..M. listApplications getApplication listApplicationUsers
SO.A..M. createApplication replaceApplication deleteApplication assignUserToApplication
S.RA..M. listScopeConsentGrants getScopeConsentGrant
S....... grantConsentToScope revokeScopeConsentGrant
SOR...M. listAuthorizationServers
SO....M. createAuthorizationServer rotateAuthorizationServerKeys
SOR....L listLogEvents
S.R..... listApiTokens listRoles
S....... revokeApiToken createRole
S.RAUH.. listAssignedRolesForUser
S....... assignRoleToUser assignRoleToGroup unassignRoleFromUser
SOR...M. listClients
SO....M. createClient
S.R...M. listRolesForClient
SOR..... listTrustedOrigins listNetworkZones
SO...... createTrustedOrigin
`

t.test('role by operation', async (t) => {
  for (const line of table.trim().split('\n')) {
    const [letters = '', ...ids] = line.split(' ')
    for (const id of ids) {
      const operation = byId.get(id)
      t.ok(operation, `${id} exists`)
      if (!operation) continue
      const allowed = Object.entries(roles)
        .map(([letter, role]) => (isAllowedByRole(operation, [role]) ? letter : '.'))
        .join('')
      t.equal(allowed, letters, `${id} (${operation.method} ${operation.path})`)
    }
  }
})

t.test('roles add up, and without one nothing is allowed', async (t) => {
  const listUsers = byId.get('listUsers')
  const listLogEvents = byId.get('listLogEvents')
  if (!listUsers || !listLogEvents) return t.fail('the table lacks operations')
  t.strictSame(
    [listUsers, listLogEvents].map((operation) => isAllowedByRole(operation, ['USER_ADMIN', 'REPORT_ADMIN'])),
    [true, true],
  )
  t.notOk(isAllowedByRole(listUsers, []))
})
