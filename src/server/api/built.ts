// The operations that are built. Everything else that Okta has is answered with 501.
import { getApiToken, listApiTokens, revokeApiToken, revokeCurrentApiToken } from './api-tokens.js'
import {
  assignGroupToApplication,
  assignUserToApplication,
  unassignApplicationFromGroup,
  unassignUserFromApplication,
  updateApplicationUser,
} from './apps/assign.js'
import {
  getScopeConsentGrant,
  grantConsentToScope,
  listScopeConsentGrants,
  revokeScopeConsentGrant,
} from './apps/grants.js'
import { getApplicationGroupAssignment, listApplicationGroupAssignments } from './apps/groups.js'
import { getApplication, listApplications } from './apps/read.js'
import { getApplicationUser, listApplicationUsers } from './apps/users.js'
import {
  activateApplication,
  createApplication,
  deactivateApplication,
  deleteApplication,
  replaceApplication,
} from './apps/write.js'
import type { Operate } from './call.js'
import {
  createClient,
  deleteClient,
  generateNewClientSecret,
  getClient,
  listClients,
  replaceClient,
} from './clients/operations.js'
import { globalTokenRevocation } from './global-token-revocation.js'
import { listGroups } from './groups/list.js'
import { assignUserToGroup, unassignUserFromGroup } from './groups/members.js'
import { getGroup, listAssignedApplicationsForGroup, listGroupUsers } from './groups/read.js'
import { addGroup, deleteGroup, replaceGroup } from './groups/write.js'
import { assignRoleToClient, deleteRoleFromClient, listRolesForClient, retrieveClientRole } from './roles/of-clients.js'
import {
  assignRoleToUser,
  getUserAssignedRole,
  listAssignedRolesForUser,
  unassignRoleFromUser,
} from './roles/of-users.js'
import { getSession, refreshSessionById, revokeSession } from './sessions/by-id.js'
import { createSession } from './sessions/create.js'
import {
  activateUser,
  deactivateUser,
  reactivateUser,
  resetFactors,
  suspendUser,
  unlockUser,
  unsuspendUser,
} from './users/lifecycle.js'
import { listUsers } from './users/list.js'
import {
  changePassword,
  changeRecoveryQuestion,
  expirePassword,
  expirePasswordWithTempPassword,
  forgotPassword,
  forgotPasswordSetNewPassword,
  resetPassword,
  revokeUserSessions,
} from './users/passwords.js'
import { getUser, listUserGroups } from './users/read.js'
import { createUser, deleteUser, replaceUser, updateUser } from './users/write.js'

/** By Okta's operation id. */
export const built: ReadonlyMap<string, Operate> = new Map(
  Object.entries({
    listUsers,
    getUser,
    listUserGroups,
    createUser,
    updateUser,
    replaceUser,
    deleteUser,
    activateUser,
    reactivateUser,
    deactivateUser,
    suspendUser,
    unsuspendUser,
    unlockUser,
    resetFactors,
    expirePassword,
    expirePasswordWithTempPassword,
    resetPassword,
    forgotPassword,
    changePassword,
    changeRecoveryQuestion,
    forgotPasswordSetNewPassword,
    revokeUserSessions,

    listGroups,
    getGroup,
    listGroupUsers,
    listAssignedApplicationsForGroup,
    addGroup,
    replaceGroup,
    deleteGroup,
    assignUserToGroup,
    unassignUserFromGroup,

    listApplications,
    getApplication,
    createApplication,
    replaceApplication,
    activateApplication,
    deactivateApplication,
    deleteApplication,
    listApplicationUsers,
    getApplicationUser,
    assignUserToApplication,
    updateApplicationUser,
    unassignUserFromApplication,
    listApplicationGroupAssignments,
    getApplicationGroupAssignment,
    assignGroupToApplication,
    unassignApplicationFromGroup,
    listScopeConsentGrants,
    grantConsentToScope,
    getScopeConsentGrant,
    revokeScopeConsentGrant,

    createSession,
    getSession,
    refreshSession: refreshSessionById,
    revokeSession,
    globalTokenRevocation,

    listClients,
    getClient,
    createClient,
    replaceClient,
    deleteClient,
    generateNewClientSecret,

    listAssignedRolesForUser,
    assignRoleToUser,
    getUserAssignedRole,
    unassignRoleFromUser,
    listRolesForClient,
    assignRoleToClient,
    retrieveClientRole,
    deleteRoleFromClient,

    listApiTokens,
    getApiToken,
    revokeApiToken,
    revokeCurrentApiToken,
  }),
)
