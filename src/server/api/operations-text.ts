// Every operation of Okta's management, OAuth and MyAccount APIs with the scopes it needs (reference 2026.06.3; S-300), and S-253.
// A line that starts with a slash is a path; below it stand method, operation id, scopes without `okta.` (`-` for none), and
// `public` (no credentials), `oauth` (no API token) or `none` (not told) where that applies.

export const operationsText = `
/.well-known/app-authenticator-configuration
 GET getWellKnownAppAuthenticatorConfiguration - public
/.well-known/apple-app-site-association
 GET getAppleAppSiteAssociationWellKnownURI - public
/.well-known/assetlinks.json
 GET getAssetLinksWellKnownURI - public
/.well-known/okta-organization
 GET getWellknownOrgMetadata - public
/.well-known/openid-configuration
 GET getWellKnownOpenIDConfiguration - none
/.well-known/ssf-configuration
 GET getWellknownSsfMetadata - public
/.well-known/webauthn
 GET getWebAuthnWellKnownURI - public
/api/v1/agentPools
 GET listAgentPools agentPools.read
/api/v1/agentPools/{poolId}/updates
 GET listAgentPoolsUpdates agentPools.read
 POST createAgentPoolsUpdate agentPools.manage
/api/v1/agentPools/{poolId}/updates/settings
 GET getAgentPoolsUpdateSettings agentPools.read
 POST updateAgentPoolsUpdateSettings agentPools.manage
/api/v1/agentPools/{poolId}/updates/{updateId}
 GET getAgentPoolsUpdateInstance agentPools.read
 POST updateAgentPoolsUpdate agentPools.manage
 DELETE deleteAgentPoolsUpdate agentPools.manage
/api/v1/agentPools/{poolId}/updates/{updateId}/activate
 POST activateAgentPoolsUpdate agentPools.manage
/api/v1/agentPools/{poolId}/updates/{updateId}/deactivate
 POST deactivateAgentPoolsUpdate agentPools.manage
/api/v1/agentPools/{poolId}/updates/{updateId}/pause
 POST pauseAgentPoolsUpdate agentPools.manage
/api/v1/agentPools/{poolId}/updates/{updateId}/resume
 POST resumeAgentPoolsUpdate agentPools.manage
/api/v1/agentPools/{poolId}/updates/{updateId}/retry
 POST retryAgentPoolsUpdate agentPools.manage
/api/v1/agentPools/{poolId}/updates/{updateId}/stop
 POST stopAgentPoolsUpdate agentPools.manage
/api/v1/api-tokens
 GET listApiTokens apiTokens.read
/api/v1/api-tokens/current
 DELETE revokeCurrentApiToken -
/api/v1/api-tokens/{apiTokenId}
 GET getApiToken apiTokens.read
 PUT upsertApiToken apiTokens.manage
 DELETE revokeApiToken apiTokens.manage
/api/v1/apps
 GET listApplications apps.read
 POST createApplication apps.manage
/api/v1/apps/{appId}
 GET getApplication apps.read
 PUT replaceApplication apps.manage
 DELETE deleteApplication apps.manage
/api/v1/apps/{appId}/connections/default
 GET getDefaultProvisioningConnectionForApplication apps.read
 POST updateDefaultProvisioningConnectionForApplication apps.manage
/api/v1/apps/{appId}/connections/default/jwks
 GET getUserProvisioningConnectionJWKS apps.read
/api/v1/apps/{appId}/connections/default/lifecycle/activate
 POST activateDefaultProvisioningConnectionForApplication apps.manage
/api/v1/apps/{appId}/connections/default/lifecycle/deactivate
 POST deactivateDefaultProvisioningConnectionForApplication apps.manage
/api/v1/apps/{appId}/credentials/csrs
 GET listCsrsForApplication apps.read
 POST generateCsrForApplication apps.manage
/api/v1/apps/{appId}/credentials/csrs/{csrId}
 GET getCsrForApplication apps.read
 DELETE revokeCsrFromApplication apps.manage
/api/v1/apps/{appId}/credentials/csrs/{csrId}/lifecycle/publish
 POST publishCsrFromApplication apps.manage
/api/v1/apps/{appId}/credentials/jwks
 GET listJwk apps.read
 POST addJwk apps.manage
/api/v1/apps/{appId}/credentials/jwks/{keyId}
 GET getJwk apps.read
 DELETE deletejwk apps.manage
/api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/activate
 POST activateOAuth2ClientJsonWebKey apps.manage
/api/v1/apps/{appId}/credentials/jwks/{keyId}/lifecycle/deactivate
 POST deactivateOAuth2ClientJsonWebKey apps.manage
/api/v1/apps/{appId}/credentials/keys
 GET listApplicationKeys apps.read
/api/v1/apps/{appId}/credentials/keys/generate
 POST generateApplicationKey apps.manage
/api/v1/apps/{appId}/credentials/keys/{keyId}
 GET getApplicationKey apps.read
/api/v1/apps/{appId}/credentials/keys/{keyId}/clone
 POST cloneApplicationKey apps.manage
/api/v1/apps/{appId}/credentials/secrets
 GET listOAuth2ClientSecrets apps.read
 POST createOAuth2ClientSecret apps.manage
/api/v1/apps/{appId}/credentials/secrets/{secretId}
 GET getOAuth2ClientSecret apps.read
 DELETE deleteOAuth2ClientSecret apps.manage
/api/v1/apps/{appId}/credentials/secrets/{secretId}/lifecycle/activate
 POST activateOAuth2ClientSecret apps.manage
/api/v1/apps/{appId}/credentials/secrets/{secretId}/lifecycle/deactivate
 POST deactivateOAuth2ClientSecret apps.manage
/api/v1/apps/{appId}/cwo/connections
 GET getAllCrossAppAccessConnections apps.read
 POST createCrossAppAccessConnection apps.manage
/api/v1/apps/{appId}/cwo/connections/{connectionId}
 GET getCrossAppAccessConnection apps.read
 DELETE deleteCrossAppAccessConnection apps.manage
 PATCH updateCrossAppAccessConnection apps.manage
/api/v1/apps/{appId}/features
 GET listFeaturesForApplication apps.read
/api/v1/apps/{appId}/features/{featureName}
 GET getFeatureForApplication apps.read
 PUT updateFeatureForApplication apps.manage
/api/v1/apps/{appId}/federated-claims
 GET listFederatedClaims apps.read
 POST createFederatedClaim apps.manage
/api/v1/apps/{appId}/federated-claims/{claimId}
 GET getFederatedClaim apps.read
 PUT replaceFederatedClaim apps.manage
 DELETE deleteFederatedClaim apps.manage
/api/v1/apps/{appId}/grants
 GET listScopeConsentGrants appGrants.read
 POST grantConsentToScope appGrants.manage
/api/v1/apps/{appId}/grants/{grantId}
 GET getScopeConsentGrant appGrants.read
 DELETE revokeScopeConsentGrant appGrants.manage
/api/v1/apps/{appId}/group-push/mappings
 GET listGroupPushMappings apps.read,groups.read
 POST createGroupPushMapping apps.manage,groups.manage
/api/v1/apps/{appId}/group-push/mappings/{mappingId}
 GET getGroupPushMapping apps.read,groups.read
 DELETE deleteGroupPushMapping apps.manage,groups.manage
 PATCH updateGroupPushMapping apps.manage,groups.manage
/api/v1/apps/{appId}/groups
 GET listApplicationGroupAssignments apps.read
/api/v1/apps/{appId}/groups/{groupId}
 GET getApplicationGroupAssignment apps.read
 PUT assignGroupToApplication apps.manage
 DELETE unassignApplicationFromGroup apps.manage
 PATCH updateGroupAssignmentToApplication apps.manage
/api/v1/apps/{appId}/interclient-allowed-apps
 GET listInterclientAllowedApplications apps.interclientTrust.read
 POST createInterclientTrustMapping apps.interclientTrust.manage
/api/v1/apps/{appId}/interclient-allowed-apps/{allowedAppId}
 DELETE deleteInterclientTrustMapping apps.interclientTrust.manage
/api/v1/apps/{appId}/interclient-target-apps
 GET listInterclientTargetApplications apps.interclientTrust.read
/api/v1/apps/{appId}/lifecycle/activate
 POST activateApplication apps.manage
/api/v1/apps/{appId}/lifecycle/deactivate
 POST deactivateApplication apps.manage
/api/v1/apps/{appId}/logo
 POST uploadApplicationLogo apps.manage
/api/v1/apps/{appId}/policies/{policyId}
 PUT assignApplicationPolicy apps.manage
/api/v1/apps/{appId}/sso/saml/metadata
 GET previewSAMLmetadataForApplication apps.read
/api/v1/apps/{appId}/tokens
 GET listOAuth2TokensForApplication apps.read
 DELETE revokeOAuth2TokensForApplication apps.manage
/api/v1/apps/{appId}/tokens/{tokenId}
 GET getOAuth2TokenForApplication apps.read
 DELETE revokeOAuth2TokenForApplication apps.manage
/api/v1/apps/{appId}/users
 GET listApplicationUsers apps.read
 POST assignUserToApplication apps.manage
/api/v1/apps/{appId}/users/{userId}
 GET getApplicationUser apps.read
 POST updateApplicationUser apps.manage
 DELETE unassignUserFromApplication apps.manage
/api/v1/apps/{appName}/{appId}/oauth2/callback
 POST verifyProvisioningConnectionForApplication apps.manage
/api/v1/authenticators
 GET listAuthenticators authenticators.read
 POST createAuthenticator authenticators.manage
/api/v1/authenticators/{authenticatorId}
 GET getAuthenticator authenticators.read
 PUT replaceAuthenticator authenticators.manage
/api/v1/authenticators/{authenticatorId}/aaguids
 GET listAllCustomAAGUIDs authenticators.read
 POST createCustomAAGUID authenticators.manage
/api/v1/authenticators/{authenticatorId}/aaguids/{aaguid}
 GET getCustomAAGUID authenticators.read
 PUT replaceCustomAAGUID authenticators.manage
 DELETE deleteCustomAAGUID authenticators.manage
 PATCH updateCustomAAGUID authenticators.manage
/api/v1/authenticators/{authenticatorId}/lifecycle/activate
 POST activateAuthenticator authenticators.manage
/api/v1/authenticators/{authenticatorId}/lifecycle/deactivate
 POST deactivateAuthenticator authenticators.manage
/api/v1/authenticators/{authenticatorId}/methods
 GET listAuthenticatorMethods authenticators.read
/api/v1/authenticators/{authenticatorId}/methods/{methodType}
 GET getAuthenticatorMethod authenticators.read
 PUT replaceAuthenticatorMethod authenticators.manage
/api/v1/authenticators/{authenticatorId}/methods/{methodType}/lifecycle/activate
 POST activateAuthenticatorMethod authenticators.manage
/api/v1/authenticators/{authenticatorId}/methods/{methodType}/lifecycle/deactivate
 POST deactivateAuthenticatorMethod authenticators.manage
/api/v1/authenticators/{authenticatorId}/methods/{webAuthnMethodType}/verify-rp-id-domain
 POST verifyRpIdDomain authenticators.manage
/api/v1/authorizationServers
 GET listAuthorizationServers authorizationServers.read
 POST createAuthorizationServer authorizationServers.manage
/api/v1/authorizationServers/{authServerId}
 GET getAuthorizationServer authorizationServers.read
 PUT replaceAuthorizationServer authorizationServers.manage
 DELETE deleteAuthorizationServer authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/associatedServers
 GET listAssociatedServersByTrustedType authorizationServers.read
 POST createAssociatedServers authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/associatedServers/{associatedServerId}
 DELETE deleteAssociatedServer authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/claims
 GET listOAuth2Claims authorizationServers.read
 POST createOAuth2Claim authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/claims/{claimId}
 GET getOAuth2Claim authorizationServers.read
 PUT replaceOAuth2Claim authorizationServers.manage
 DELETE deleteOAuth2Claim authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/clients
 GET listOAuth2ClientsForAuthorizationServer authorizationServers.read
/api/v1/authorizationServers/{authServerId}/clients/{clientId}/tokens
 GET listRefreshTokensForAuthorizationServerAndClient authorizationServers.read
 DELETE revokeRefreshTokensForAuthorizationServerAndClient authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/clients/{clientId}/tokens/{tokenId}
 GET getRefreshTokenForAuthorizationServerAndClient authorizationServers.read
 DELETE revokeRefreshTokenForAuthorizationServerAndClient authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/credentials/keys
 GET listAuthorizationServerKeys authorizationServers.read
/api/v1/authorizationServers/{authServerId}/credentials/keys/{keyId}
 GET getAuthorizationServerKey authorizationServers.read
/api/v1/authorizationServers/{authServerId}/credentials/lifecycle/keyRotate
 POST rotateAuthorizationServerKeys authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/lifecycle/activate
 POST activateAuthorizationServer authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/lifecycle/deactivate
 POST deactivateAuthorizationServer authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/policies
 GET listAuthorizationServerPolicies authorizationServers.read
 POST createAuthorizationServerPolicy authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/policies/{policyId}
 GET getAuthorizationServerPolicy authorizationServers.read
 PUT replaceAuthorizationServerPolicy authorizationServers.manage
 DELETE deleteAuthorizationServerPolicy authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/policies/{policyId}/lifecycle/activate
 POST activateAuthorizationServerPolicy authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/policies/{policyId}/lifecycle/deactivate
 POST deactivateAuthorizationServerPolicy authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules
 GET listAuthorizationServerPolicyRules authorizationServers.read
 POST createAuthorizationServerPolicyRule authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules/{ruleId}
 GET getAuthorizationServerPolicyRule authorizationServers.read
 PUT replaceAuthorizationServerPolicyRule authorizationServers.manage
 DELETE deleteAuthorizationServerPolicyRule authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules/{ruleId}/lifecycle/activate
 POST activateAuthorizationServerPolicyRule authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate
 POST deactivateAuthorizationServerPolicyRule authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/resourceservercredentials/keys
 GET listOAuth2ResourceServerJsonWebKeys authorizationServers.read
 POST addOAuth2ResourceServerJsonWebKey authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/resourceservercredentials/keys/{keyId}
 GET getOAuth2ResourceServerJsonWebKey authorizationServers.read
 DELETE deleteOAuth2ResourceServerJsonWebKey authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/resourceservercredentials/keys/{keyId}/lifecycle/activate
 POST activateOAuth2ResourceServerJsonWebKey authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/resourceservercredentials/keys/{keyId}/lifecycle/deactivate
 POST deactivateOAuth2ResourceServerJsonWebKey authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/scopes
 GET listOAuth2Scopes authorizationServers.read
 POST createOAuth2Scope authorizationServers.manage
/api/v1/authorizationServers/{authServerId}/scopes/{scopeId}
 GET getOAuth2Scope authorizationServers.read
 PUT replaceOAuth2Scope authorizationServers.manage
 DELETE deleteOAuth2Scope authorizationServers.manage
/api/v1/behaviors
 GET listBehaviorDetectionRules behaviors.read
 POST createBehaviorDetectionRule behaviors.manage
/api/v1/behaviors/{behaviorId}
 GET getBehaviorDetectionRule behaviors.read
 PUT replaceBehaviorDetectionRule behaviors.manage
 DELETE deleteBehaviorDetectionRule behaviors.manage
/api/v1/behaviors/{behaviorId}/lifecycle/activate
 POST activateBehaviorDetectionRule behaviors.manage
/api/v1/behaviors/{behaviorId}/lifecycle/deactivate
 POST deactivateBehaviorDetectionRule behaviors.manage
/api/v1/bot-protection/configuration
 GET getBotProtectionConfiguration botProtection.read
 POST updateBotProtectionConfiguration botProtection.manage
/api/v1/brands
 GET listBrands brands.read
 POST createBrand brands.manage
/api/v1/brands/{brandId}
 GET getBrand brands.read
 PUT replaceBrand brands.manage
 DELETE deleteBrand brands.manage
/api/v1/brands/{brandId}/domains
 GET listBrandDomains brands.read
/api/v1/brands/{brandId}/pages/error
 GET getErrorPage brands.read
/api/v1/brands/{brandId}/pages/error/customized
 GET getCustomizedErrorPage brands.read
 PUT replaceCustomizedErrorPage brands.manage
 DELETE deleteCustomizedErrorPage brands.manage
/api/v1/brands/{brandId}/pages/error/default
 GET getDefaultErrorPage brands.read
/api/v1/brands/{brandId}/pages/error/preview
 GET getPreviewErrorPage brands.read
 PUT replacePreviewErrorPage brands.manage
 DELETE deletePreviewErrorPage brands.manage
/api/v1/brands/{brandId}/pages/sign-in
 GET getSignInPage brands.read
/api/v1/brands/{brandId}/pages/sign-in/customized
 GET getCustomizedSignInPage brands.read
 PUT replaceCustomizedSignInPage brands.manage
 DELETE deleteCustomizedSignInPage brands.manage
/api/v1/brands/{brandId}/pages/sign-in/default
 GET getDefaultSignInPage brands.read
/api/v1/brands/{brandId}/pages/sign-in/preview
 GET getPreviewSignInPage brands.read
 PUT replacePreviewSignInPage brands.manage
 DELETE deletePreviewSignInPage brands.manage
/api/v1/brands/{brandId}/pages/sign-in/widget-versions
 GET listAllSignInWidgetVersions brands.read
/api/v1/brands/{brandId}/pages/sign-out/customized
 GET getSignOutPageSettings brands.read
 PUT replaceSignOutPageSettings brands.manage
/api/v1/brands/{brandId}/templates/email
 GET listEmailTemplates templates.read
/api/v1/brands/{brandId}/templates/email/{templateName}
 GET getEmailTemplate templates.read
/api/v1/brands/{brandId}/templates/email/{templateName}/customizations
 GET listEmailCustomizations templates.read
 POST createEmailCustomization templates.manage
 DELETE deleteAllCustomizations templates.manage
/api/v1/brands/{brandId}/templates/email/{templateName}/customizations/{customizationId}
 GET getEmailCustomization templates.read
 PUT replaceEmailCustomization templates.manage
 DELETE deleteEmailCustomization templates.manage
/api/v1/brands/{brandId}/templates/email/{templateName}/customizations/{customizationId}/preview
 GET getCustomizationPreview templates.read
/api/v1/brands/{brandId}/templates/email/{templateName}/default-content
 GET getEmailDefaultContent templates.read
/api/v1/brands/{brandId}/templates/email/{templateName}/default-content/preview
 GET getEmailDefaultPreview templates.read
/api/v1/brands/{brandId}/templates/email/{templateName}/settings
 GET getEmailSettings templates.read
 PUT replaceEmailSettings templates.manage
/api/v1/brands/{brandId}/templates/email/{templateName}/test
 POST sendTestEmail templates.read
/api/v1/brands/{brandId}/themes
 GET listBrandThemes brands.read
/api/v1/brands/{brandId}/themes/{themeId}
 GET getBrandTheme brands.read
 PUT replaceBrandTheme brands.manage
/api/v1/brands/{brandId}/themes/{themeId}/background-image
 POST uploadBrandThemeBackgroundImage brands.manage
 DELETE deleteBrandThemeBackgroundImage brands.manage
/api/v1/brands/{brandId}/themes/{themeId}/favicon
 POST uploadBrandThemeFavicon brands.manage
 DELETE deleteBrandThemeFavicon brands.manage
/api/v1/brands/{brandId}/themes/{themeId}/logo
 POST uploadBrandThemeLogo brands.manage
 DELETE deleteBrandThemeLogo brands.manage
/api/v1/brands/{brandId}/well-known-uris
 GET getAllWellKnownURIs brands.read
/api/v1/brands/{brandId}/well-known-uris/{path}
 GET getRootBrandWellKnownURI brands.read
/api/v1/brands/{brandId}/well-known-uris/{path}/customized
 GET getBrandWellKnownURI brands.read
 PUT replaceBrandWellKnownURI brands.manage
/api/v1/captchas
 GET listCaptchaInstances captchas.read
 POST createCaptchaInstance captchas.manage
/api/v1/captchas/{captchaId}
 GET getCaptchaInstance captchas.read
 POST updateCaptchaInstance captchas.manage
 PUT replaceCaptchaInstance captchas.manage
 DELETE deleteCaptchaInstance captchas.manage
/api/v1/device-assurances
 GET listDeviceAssurancePolicies deviceAssurance.read
 POST createDeviceAssurancePolicy deviceAssurance.manage
/api/v1/device-assurances/{deviceAssuranceId}
 GET getDeviceAssurancePolicy deviceAssurance.read
 PUT replaceDeviceAssurancePolicy deviceAssurance.manage
 DELETE deleteDeviceAssurancePolicy deviceAssurance.manage
/api/v1/device-integrations
 GET listDeviceIntegrations deviceIntegrations.read
/api/v1/device-integrations/{deviceIntegrationId}
 GET getDeviceIntegration deviceIntegrations.read
/api/v1/device-integrations/{deviceIntegrationId}/lifecycle/activate
 POST activateDeviceIntegration deviceIntegrations.manage
/api/v1/device-integrations/{deviceIntegrationId}/lifecycle/deactivate
 POST deactivateDeviceIntegration deviceIntegrations.manage
/api/v1/device-posture-checks
 GET listDevicePostureChecks devicePostureChecks.read
 POST createDevicePostureCheck devicePostureChecks.manage
/api/v1/device-posture-checks/default
 GET listDefaultDevicePostureChecks devicePostureChecks.read
/api/v1/device-posture-checks/{postureCheckId}
 GET getDevicePostureCheck devicePostureChecks.read
 PUT replaceDevicePostureCheck devicePostureChecks.manage
 DELETE deleteDevicePostureCheck devicePostureChecks.manage
/api/v1/devices
 GET listDevices devices.read
/api/v1/devices/{deviceId}
 GET getDevice devices.read
 DELETE deleteDevice devices.manage
/api/v1/devices/{deviceId}/lifecycle/activate
 POST activateDevice devices.manage
/api/v1/devices/{deviceId}/lifecycle/deactivate
 POST deactivateDevice devices.manage
/api/v1/devices/{deviceId}/lifecycle/suspend
 POST suspendDevice devices.manage
/api/v1/devices/{deviceId}/lifecycle/unsuspend
 POST unsuspendDevice devices.manage
/api/v1/devices/{deviceId}/users
 GET listDeviceUsers devices.read
/api/v1/directories/{appInstanceId}/groups/modify
 POST updateGroupMembership directories.groups.manage oauth
/api/v1/directories/{appInstanceId}/groups/{groupId}/query
 POST submitGroupAttributeQuery directories.groups.read oauth
/api/v1/directories/{appInstanceId}/groups/{groupId}/query/{resultId}
 GET getGroupAttributeQueryResult directories.groups.read oauth
/api/v1/domains
 GET listCustomDomains domains.read
 POST createCustomDomain domains.manage
/api/v1/domains/{domainId}
 GET getCustomDomain domains.read
 PUT replaceCustomDomain domains.manage
 DELETE deleteCustomDomain domains.manage
/api/v1/domains/{domainId}/certificate
 PUT upsertCertificate domains.manage
/api/v1/domains/{domainId}/verify
 POST verifyDomain domains.manage
/api/v1/dr/failback
 POST startOrgFailback dr.manage oauth
/api/v1/dr/failover
 POST startOrgFailover dr.manage oauth
/api/v1/dr/status
 GET getDRStatus dr.read oauth
/api/v1/dr/status/{domain}
 GET getDRStatusForDomain dr.read oauth
/api/v1/email-domains
 GET listEmailDomains emailDomains.read
 POST createEmailDomain emailDomains.manage
/api/v1/email-domains/{emailDomainId}
 GET getEmailDomain emailDomains.read
 PUT replaceEmailDomain emailDomains.manage
 DELETE deleteEmailDomain emailDomains.manage
/api/v1/email-domains/{emailDomainId}/verify
 POST verifyEmailDomain emailDomains.manage
/api/v1/email-servers
 GET listEmailServers emailServers.read
 POST createEmailServer emailServers.manage
/api/v1/email-servers/{emailServerId}
 GET getEmailServer emailServers.read
 DELETE deleteEmailServer emailServers.manage
 PATCH updateEmailServer emailServers.manage
/api/v1/email-servers/{emailServerId}/test
 POST testEmailServer emailServers.manage
/api/v1/eventHooks
 GET listEventHooks eventHooks.read
 POST createEventHook eventHooks.manage
/api/v1/eventHooks/{eventHookId}
 GET getEventHook eventHooks.read
 PUT replaceEventHook eventHooks.manage
 DELETE deleteEventHook eventHooks.manage
/api/v1/eventHooks/{eventHookId}/lifecycle/activate
 POST activateEventHook eventHooks.manage
/api/v1/eventHooks/{eventHookId}/lifecycle/deactivate
 POST deactivateEventHook eventHooks.manage
/api/v1/eventHooks/{eventHookId}/lifecycle/verify
 POST verifyEventHook eventHooks.manage
/api/v1/features
 GET listFeatures features.read
/api/v1/features/{featureId}
 GET getFeature features.read
/api/v1/features/{featureId}/dependencies
 GET listFeatureDependencies features.read
/api/v1/features/{featureId}/dependents
 GET listFeatureDependents features.read
/api/v1/features/{featureId}/{lifecycle}
 POST updateFeatureLifecycle features.manage
/api/v1/first-party-app-settings/{appName}
 GET getFirstPartyAppSettings apps.read
 PUT replaceFirstPartyAppSettings apps.manage
/api/v1/groups
 GET listGroups groups.read
 POST addGroup groups.manage
/api/v1/groups/rules
 GET listGroupRules groups.read
 POST createGroupRule groups.manage
/api/v1/groups/rules/{groupRuleId}
 GET getGroupRule groups.read
 PUT replaceGroupRule groups.manage
 DELETE deleteGroupRule groups.manage
/api/v1/groups/rules/{groupRuleId}/lifecycle/activate
 POST activateGroupRule groups.manage
/api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate
 POST deactivateGroupRule groups.manage
/api/v1/groups/{groupId}
 GET getGroup groups.read
 PUT replaceGroup groups.manage
 DELETE deleteGroup groups.manage
/api/v1/groups/{groupId}/apps
 GET listAssignedApplicationsForGroup groups.read
/api/v1/groups/{groupId}/owners
 GET listGroupOwners groups.read
 POST assignGroupOwner groups.manage
/api/v1/groups/{groupId}/owners/{ownerId}
 DELETE deleteGroupOwner groups.manage
/api/v1/groups/{groupId}/roles
 GET listGroupAssignedRoles roles.read
 POST assignRoleToGroup roles.manage
/api/v1/groups/{groupId}/roles/{roleAssignmentId}
 GET getGroupAssignedRole roles.read
 DELETE unassignRoleFromGroup roles.manage
/api/v1/groups/{groupId}/roles/{roleAssignmentId}/targets/catalog/apps
 GET listApplicationTargetsForApplicationAdministratorRoleForGroup roles.read
/api/v1/groups/{groupId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}
 PUT assignAppTargetToAdminRoleForGroup roles.manage
 DELETE unassignAppTargetToAdminRoleForGroup roles.manage
/api/v1/groups/{groupId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}/{appId}
 PUT assignAppInstanceTargetToAppAdminRoleForGroup roles.manage
 DELETE unassignAppInstanceTargetToAppAdminRoleForGroup roles.manage
/api/v1/groups/{groupId}/roles/{roleAssignmentId}/targets/groups
 GET listGroupTargetsForGroupRole roles.read
/api/v1/groups/{groupId}/roles/{roleAssignmentId}/targets/groups/{targetGroupId}
 PUT assignGroupTargetToGroupAdminRole roles.manage
 DELETE unassignGroupTargetFromGroupAdminRole roles.manage
/api/v1/groups/{groupId}/users
 GET listGroupUsers groups.read
/api/v1/groups/{groupId}/users/{userId}
 PUT assignUserToGroup groups.manage
 DELETE unassignUserFromGroup groups.manage
/api/v1/hook-keys
 GET listHookKeys inlineHooks.read
 POST createHookKey inlineHooks.manage
/api/v1/hook-keys/public/{keyId}
 GET getPublicKey inlineHooks.read
/api/v1/hook-keys/{id}
 GET getHookKey inlineHooks.read
 PUT replaceHookKey inlineHooks.manage
 DELETE deleteHookKey inlineHooks.manage
/api/v1/iam/assignees/users
 GET listUsersWithRoleAssignments roles.read
/api/v1/iam/governance/bundles
 GET listGovernanceBundles roles.read
 POST createGovernanceBundle roles.manage
/api/v1/iam/governance/bundles/{bundleId}
 GET getGovernanceBundle roles.read
 PUT replaceGovernanceBundle roles.manage
 DELETE deleteGovernanceBundle roles.manage
/api/v1/iam/governance/bundles/{bundleId}/entitlements
 GET listBundleEntitlements roles.read
/api/v1/iam/governance/bundles/{bundleId}/entitlements/{entitlementId}/values
 GET listBundleEntitlementValues roles.read
/api/v1/iam/governance/optIn
 GET getOptInStatus roles.read
 POST optIn roles.manage
/api/v1/iam/governance/optOut
 POST optOut roles.manage
/api/v1/iam/resource-sets
 GET listResourceSets roles.read
 POST createResourceSet roles.manage
/api/v1/iam/resource-sets/{resourceSetIdOrLabel}
 GET getResourceSet roles.read
 PUT replaceResourceSet roles.manage
 DELETE deleteResourceSet roles.manage
/api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings
 GET listBindings roles.read
 POST createResourceSetBinding roles.manage
/api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}
 GET getBinding roles.read
 DELETE deleteBinding roles.manage
/api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}/members
 GET listMembersOfBinding roles.read
 PATCH addMembersToBinding roles.manage
/api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}/members/{memberId}
 GET getMemberOfBinding roles.read
 DELETE unassignMemberFromBinding roles.manage
/api/v1/iam/resource-sets/{resourceSetIdOrLabel}/resources
 GET listResourceSetResources roles.read
 POST addResourceSetResource roles.manage
 PATCH addResourceSetResources roles.manage
/api/v1/iam/resource-sets/{resourceSetIdOrLabel}/resources/{resourceId}
 GET getResourceSetResource roles.read
 PUT replaceResourceSetResource roles.manage
 DELETE deleteResourceSetResource roles.manage
/api/v1/iam/roles
 GET listRoles roles.read
 POST createRole roles.manage
/api/v1/iam/roles/{roleIdOrLabel}
 GET getRole roles.read
 PUT replaceRole roles.manage
 DELETE deleteRole roles.manage
/api/v1/iam/roles/{roleIdOrLabel}/permissions
 GET listRolePermissions roles.read
/api/v1/iam/roles/{roleIdOrLabel}/permissions/{permissionType}
 GET getRolePermission roles.read
 POST createRolePermission roles.manage
 PUT replaceRolePermission roles.manage
 DELETE deleteRolePermission roles.manage
/api/v1/identity-sources/{identitySourceId}/groups
 POST createIdentitySourceGroups identitySources.manage
/api/v1/identity-sources/{identitySourceId}/groups/{groupOrExternalId}
 GET getIdentitySourceGroup identitySources.read
 POST updateIdentitySourceGroups identitySources.manage
 DELETE deleteIdentitySourceGroup identitySources.manage
/api/v1/identity-sources/{identitySourceId}/groups/{groupOrExternalId}/membership
 GET getIdentitySourceGroupMemberships identitySources.read
 POST createIdentitySourceGroupsMemberships identitySources.manage
/api/v1/identity-sources/{identitySourceId}/groups/{groupOrExternalId}/membership/{memberExternalId}
 DELETE deleteIdentitySourceGroupMemberships identitySources.manage
/api/v1/identity-sources/{identitySourceId}/sessions
 GET listIdentitySourceSessions identitySources.read
 POST createIdentitySourceSession identitySources.manage
/api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}
 GET getIdentitySourceSession identitySources.read
 DELETE deleteIdentitySourceSession identitySources.manage
/api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-delete
 POST uploadIdentitySourceDataForDelete identitySources.manage
/api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-group-memberships-delete
 POST uploadIdentitySourceGroupMembershipsForDelete identitySources.manage
/api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-group-memberships-upsert
 POST uploadIdentitySourceGroupMembershipsForUpsert identitySources.manage
/api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-groups-delete
 POST uploadIdentitySourceGroupsDataForDelete identitySources.manage
/api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-groups-upsert
 POST uploadIdentitySourceGroupsForUpsert identitySources.manage
/api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-upsert
 POST uploadIdentitySourceDataForUpsert identitySources.manage
/api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/start-import
 POST startImportFromIdentitySource identitySources.manage
/api/v1/identity-sources/{identitySourceId}/users
 POST createIdentitySourceUser identitySources.manage
/api/v1/identity-sources/{identitySourceId}/users/{externalId}
 GET getIdentitySourceUser identitySources.read
 PUT replaceExistingIdentitySourceUser identitySources.manage
 DELETE deleteIdentitySourceUser identitySources.manage
 PATCH updateIdentitySourceUsers identitySources.manage
/api/v1/idps
 GET listIdentityProviders idps.read
 POST createIdentityProvider idps.manage
/api/v1/idps/credentials/keys
 GET listIdentityProviderKeys idps.read
 POST createIdentityProviderKey idps.manage
/api/v1/idps/credentials/keys/{kid}
 GET getIdentityProviderKey idps.read
 PUT replaceIdentityProviderKey idps.manage
 DELETE deleteIdentityProviderKey idps.manage
/api/v1/idps/{idpId}
 GET getIdentityProvider idps.read
 PUT replaceIdentityProvider idps.manage
 DELETE deleteIdentityProvider idps.manage
/api/v1/idps/{idpId}/credentials/csrs
 GET listCsrsForIdentityProvider idps.read
 POST generateCsrForIdentityProvider idps.manage
/api/v1/idps/{idpId}/credentials/csrs/{idpCsrId}
 GET getCsrForIdentityProvider idps.read
 DELETE revokeCsrForIdentityProvider idps.manage
/api/v1/idps/{idpId}/credentials/csrs/{idpCsrId}/lifecycle/publish
 POST publishCsrForIdentityProvider idps.manage
/api/v1/idps/{idpId}/credentials/keys
 GET listIdentityProviderSigningKeys idps.read
/api/v1/idps/{idpId}/credentials/keys/active
 GET listActiveIdentityProviderSigningKey idps.read
/api/v1/idps/{idpId}/credentials/keys/generate
 POST generateIdentityProviderSigningKey idps.manage
/api/v1/idps/{idpId}/credentials/keys/{kid}
 GET getIdentityProviderSigningKey idps.read
/api/v1/idps/{idpId}/credentials/keys/{kid}/clone
 POST cloneIdentityProviderKey idps.manage
/api/v1/idps/{idpId}/lifecycle/activate
 POST activateIdentityProvider idps.manage
/api/v1/idps/{idpId}/lifecycle/deactivate
 POST deactivateIdentityProvider idps.manage
/api/v1/idps/{idpId}/users
 GET listIdentityProviderApplicationUsers idps.read
/api/v1/idps/{idpId}/users/{userId}
 GET getIdentityProviderApplicationUser idps.read
 POST linkUserToIdentityProvider users.manage
 DELETE unlinkUserFromIdentityProvider idps.manage
/api/v1/idps/{idpId}/users/{userId}/credentials/tokens
 GET listSocialAuthTokens idps.read
/api/v1/inlineHooks
 GET listInlineHooks inlineHooks.read
 POST createInlineHook inlineHooks.manage
/api/v1/inlineHooks/{inlineHookId}
 GET getInlineHook inlineHooks.read
 POST updateInlineHook inlineHooks.manage
 PUT replaceInlineHook inlineHooks.manage
 DELETE deleteInlineHook inlineHooks.manage
/api/v1/inlineHooks/{inlineHookId}/execute
 POST executeInlineHook inlineHooks.manage
/api/v1/inlineHooks/{inlineHookId}/lifecycle/activate
 POST activateInlineHook inlineHooks.manage
/api/v1/inlineHooks/{inlineHookId}/lifecycle/deactivate
 POST deactivateInlineHook inlineHooks.manage
/api/v1/logStreams
 GET listLogStreams logStreams.read
 POST createLogStream logStreams.manage
/api/v1/logStreams/{logStreamId}
 GET getLogStream logStreams.read
 PUT replaceLogStream logStreams.manage
 DELETE deleteLogStream logStreams.manage
/api/v1/logStreams/{logStreamId}/lifecycle/activate
 POST activateLogStream logStreams.manage
/api/v1/logStreams/{logStreamId}/lifecycle/deactivate
 POST deactivateLogStream logStreams.manage
/api/v1/logs
 GET listLogEvents logs.read
/api/v1/mappings
 GET listProfileMappings profileMappings.read
/api/v1/mappings/{mappingId}
 GET getProfileMapping profileMappings.read
 POST updateProfileMapping profileMappings.manage
/api/v1/meta/schemas/apps/{appId}/default
 GET getApplicationUserSchema schemas.read
 POST updateApplicationUserProfile schemas.manage
/api/v1/meta/schemas/group/default
 GET getGroupSchema schemas.read
 POST updateGroupSchema schemas.manage
/api/v1/meta/schemas/logStream
 GET listLogStreamSchemas logStreams.read
/api/v1/meta/schemas/logStream/{logStreamType}
 GET getLogStreamSchema logStreams.read
/api/v1/meta/schemas/user/linkedObjects
 GET listLinkedObjectDefinitions linkedObjects.read
 POST createLinkedObjectDefinition linkedObjects.manage
/api/v1/meta/schemas/user/linkedObjects/{linkedObjectName}
 GET getLinkedObjectDefinition linkedObjects.read
 DELETE deleteLinkedObjectDefinition linkedObjects.manage
/api/v1/meta/schemas/user/{schemaId}
 GET getUserSchema schemas.read
 POST updateUserProfile schemas.manage
/api/v1/meta/types/user
 GET listUserTypes userTypes.read
 POST createUserType userTypes.manage
/api/v1/meta/types/user/{typeId}
 GET getUserType userTypes.read
 POST updateUserType userTypes.manage
 PUT replaceUserType userTypes.manage
 DELETE deleteUserType userTypes.manage
/api/v1/meta/uischemas
 GET listUISchemas uischemas.read
 POST createUISchema uischemas.manage
/api/v1/meta/uischemas/{id}
 GET getUISchema uischemas.read
 PUT replaceUISchemas uischemas.manage
 DELETE deleteUISchemas uischemas.manage
/api/v1/org
 GET getOrgSettings orgs.read
 POST updateOrgSettings orgs.manage
 PUT replaceOrgSettings orgs.manage
/api/v1/org/captcha
 GET getOrgCaptchaSettings captchas.read
 PUT replacesOrgCaptchaSettings captchas.manage
 DELETE deleteOrgCaptchaSettings captchas.manage
/api/v1/org/contacts
 GET listOrgContactTypes orgs.read
/api/v1/org/contacts/{contactType}
 GET getOrgContactUser orgs.read
 PUT replaceOrgContactUser orgs.manage
/api/v1/org/email/bounces/remove-list
 POST bulkRemoveEmailAddressBounces orgs.manage
/api/v1/org/factors/yubikey_token/tokens
 GET listYubikeyOtpTokens users.read
 POST uploadYubikeyOtpTokenSeed users.manage
/api/v1/org/factors/yubikey_token/tokens/{tokenId}
 GET getYubikeyOtpTokenById users.read
/api/v1/org/orgSettings/thirdPartyAdminSetting
 GET getThirdPartyAdminSetting orgs.read
 POST updateThirdPartyAdminSetting orgs.manage
/api/v1/org/preferences
 GET getOrgPreferences orgs.read
/api/v1/org/preferences/hideEndUserFooter
 POST setOrgHideOktaUIFooter orgs.manage
/api/v1/org/preferences/showEndUserFooter
 POST setOrgShowOktaUIFooter orgs.manage
/api/v1/org/privacy/aerial
 GET getAerialConsent orgs.manage
/api/v1/org/privacy/aerial/grant
 POST grantAerialConsent orgs.manage
/api/v1/org/privacy/aerial/revoke
 POST revokeAerialConsent orgs.manage
/api/v1/org/privacy/oktaCommunication
 GET getOktaCommunicationSettings orgs.read
/api/v1/org/privacy/oktaCommunication/optIn
 POST optInUsersToOktaCommunicationEmails orgs.manage
/api/v1/org/privacy/oktaCommunication/optOut
 POST optOutUsersFromOktaCommunicationEmails orgs.manage
/api/v1/org/privacy/oktaSupport
 GET getOrgOktaSupportSettings orgs.read
/api/v1/org/privacy/oktaSupport/cases
 GET listOktaSupportCases orgs.read
/api/v1/org/privacy/oktaSupport/cases/{caseNumber}
 PATCH updateOktaSupportCase orgs.manage
/api/v1/org/privacy/oktaSupport/extend
 POST extendOktaSupport orgs.manage
/api/v1/org/privacy/oktaSupport/grant
 POST grantOktaSupport orgs.manage
/api/v1/org/privacy/oktaSupport/revoke
 POST revokeOktaSupport orgs.manage
/api/v1/org/settings/autoAssignAdminAppSetting
 GET getAutoAssignAdminAppSetting orgs.read
 POST updateAutoAssignAdminAppSetting orgs.manage
/api/v1/org/settings/clientPrivilegesSetting
 GET getClientPrivilegesSetting orgs.read
 PUT assignClientPrivilegesSetting orgs.manage
/api/v1/orgs
 POST createChildOrg orgs.manage
/api/v1/policies
 GET listPolicies policies.read
 POST createPolicy policies.manage
/api/v1/policies/simulate
 POST createPolicySimulation policies.read
/api/v1/policies/{policyId}
 GET getPolicy policies.read
 PUT replacePolicy policies.manage
 DELETE deletePolicy policies.manage
/api/v1/policies/{policyId}/app
 GET listPolicyApps policies.read
/api/v1/policies/{policyId}/clone
 POST clonePolicy policies.manage
/api/v1/policies/{policyId}/lifecycle/activate
 POST activatePolicy policies.manage
/api/v1/policies/{policyId}/lifecycle/deactivate
 POST deactivatePolicy policies.manage
/api/v1/policies/{policyId}/mappings
 GET listPolicyMappings policies.read
 POST mapResourceToPolicy policies.manage
/api/v1/policies/{policyId}/mappings/{mappingId}
 GET getPolicyMapping policies.read
 DELETE deletePolicyResourceMapping policies.manage
/api/v1/policies/{policyId}/rules
 GET listPolicyRules policies.read
 POST createPolicyRule policies.manage
/api/v1/policies/{policyId}/rules/{ruleId}
 GET getPolicyRule policies.read
 PUT replacePolicyRule policies.manage
 DELETE deletePolicyRule policies.manage
/api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/activate
 POST activatePolicyRule policies.manage
/api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate
 POST deactivatePolicyRule policies.manage
/api/v1/principal-rate-limits
 GET listPrincipalRateLimitEntities principalRateLimits.read
 POST createPrincipalRateLimitEntity principalRateLimits.manage
/api/v1/principal-rate-limits/{principalRateLimitId}
 GET getPrincipalRateLimitEntity principalRateLimits.read
 PUT replacePrincipalRateLimitEntity principalRateLimits.manage
/api/v1/push-providers
 GET listPushProviders pushProviders.read
 POST createPushProvider pushProviders.manage
/api/v1/push-providers/{pushProviderId}
 GET getPushProvider pushProviders.read
 PUT replacePushProvider pushProviders.manage
 DELETE deletePushProvider pushProviders.manage
/api/v1/rate-limit-settings/admin-notifications
 GET getRateLimitSettingsAdminNotifications rateLimits.read
 PUT replaceRateLimitSettingsAdminNotifications rateLimits.manage
/api/v1/rate-limit-settings/per-client
 GET getRateLimitSettingsPerClient rateLimits.read
 PUT replaceRateLimitSettingsPerClient rateLimits.manage
/api/v1/rate-limit-settings/warning-threshold
 GET getRateLimitSettingsWarningThreshold rateLimits.read
 PUT replaceRateLimitSettingsWarningThreshold rateLimits.manage
/api/v1/realm-assignments
 GET listRealmAssignments realmAssignments.read
 POST createRealmAssignment realmAssignments.manage
/api/v1/realm-assignments/operations
 GET listRealmAssignmentOperations realmAssignments.read
 POST executeRealmAssignment realmAssignments.manage
/api/v1/realm-assignments/{assignmentId}
 GET getRealmAssignment realmAssignments.read
 PUT replaceRealmAssignment realmAssignments.manage
 DELETE deleteRealmAssignment realmAssignments.manage
/api/v1/realm-assignments/{assignmentId}/lifecycle/activate
 POST activateRealmAssignment realmAssignments.manage
/api/v1/realm-assignments/{assignmentId}/lifecycle/deactivate
 POST deactivateRealmAssignment realmAssignments.manage
/api/v1/realms
 GET listRealms realms.read
 POST createRealm realms.manage
/api/v1/realms/{realmId}
 GET getRealm realms.read
 PUT replaceRealm realms.manage
 DELETE deleteRealm realms.manage
/api/v1/roles/{roleRef}/subscriptions
 GET listSubscriptionsRole roles.read
/api/v1/roles/{roleRef}/subscriptions/{notificationType}
 GET getSubscriptionsNotificationTypeRole roles.read
/api/v1/roles/{roleRef}/subscriptions/{notificationType}/subscribe
 POST subscribeByNotificationTypeRole roles.manage
/api/v1/roles/{roleRef}/subscriptions/{notificationType}/unsubscribe
 POST unsubscribeByNotificationTypeRole roles.manage
/api/v1/security-events-providers
 GET listSecurityEventsProviderInstances securityEventsProviders.read
 POST createSecurityEventsProviderInstance securityEventsProviders.manage
/api/v1/security-events-providers/{securityEventProviderId}
 GET getSecurityEventsProviderInstance securityEventsProviders.read
 PUT replaceSecurityEventsProviderInstance securityEventsProviders.manage
 DELETE deleteSecurityEventsProviderInstance securityEventsProviders.manage
/api/v1/security-events-providers/{securityEventProviderId}/lifecycle/activate
 POST activateSecurityEventsProviderInstance securityEventsProviders.manage
/api/v1/security-events-providers/{securityEventProviderId}/lifecycle/deactivate
 POST deactivateSecurityEventsProviderInstance securityEventsProviders.manage
/api/v1/sessions
 POST createSession sessions.manage
/api/v1/sessions/{sessionId}
 GET getSession sessions.read
 DELETE revokeSession sessions.manage
/api/v1/sessions/{sessionId}/lifecycle/refresh
 POST refreshSession sessions.manage
/api/v1/ssf/stream
 GET getSsfStreams =ssf.read oauth
 POST createSsfStream =ssf.manage oauth
 PUT replaceSsfStream =ssf.manage oauth
 DELETE deleteSsfStream =ssf.manage oauth
 PATCH updateSsfStream =ssf.manage oauth
/api/v1/ssf/stream/status
 GET getSsfStreamStatus =ssf.read oauth
/api/v1/ssf/stream/verification
 POST verifySsfStream =ssf.manage oauth
/api/v1/telephony-providers
 GET listAllCustomTelephonyProviderCredentials customTelephonyProvider.read
 POST createCustomTelephonyProviderCredentials customTelephonyProvider.manage
/api/v1/telephony-providers/{customTelephonyProviderId}
 GET getCustomTelephonyProviderCredential customTelephonyProvider.read
 DELETE deleteCustomTelephonyProviderCredential customTelephonyProvider.manage
 PATCH updateCustomTelephonyProviderCredential customTelephonyProvider.manage
/api/v1/telephony-providers/{customTelephonyProviderId}/lifecycle/activate
 POST activateCustomTelephonyCredential customTelephonyProvider.manage
/api/v1/telephony-providers/{customTelephonyProviderId}/lifecycle/deactivate
 POST deactivateCustomTelephonyCredential customTelephonyProvider.manage
/api/v1/telephony-providers/{customTelephonyProviderId}/setAsPrimary
 POST setAsPrimaryCustomTelephonyCredential customTelephonyProvider.manage
/api/v1/telephony-providers/{customTelephonyProviderId}/test
 POST sendTestCustomTelephonyProviderCredential customTelephonyProvider.manage
/api/v1/templates/sms
 GET listSmsTemplates templates.read
 POST createSmsTemplate templates.manage
/api/v1/templates/sms/{templateId}
 GET getSmsTemplate templates.read
 POST updateSmsTemplate templates.manage
 PUT replaceSmsTemplate templates.manage
 DELETE deleteSmsTemplate templates.manage
/api/v1/threats/configuration
 GET getCurrentConfiguration threatInsights.read
 POST updateConfiguration threatInsights.manage
/api/v1/trustedOrigins
 GET listTrustedOrigins trustedOrigins.read
 POST createTrustedOrigin trustedOrigins.manage
/api/v1/trustedOrigins/{trustedOriginId}
 GET getTrustedOrigin trustedOrigins.read
 PUT replaceTrustedOrigin trustedOrigins.manage
 DELETE deleteTrustedOrigin trustedOrigins.manage
/api/v1/trustedOrigins/{trustedOriginId}/lifecycle/activate
 POST activateTrustedOrigin trustedOrigins.manage
/api/v1/trustedOrigins/{trustedOriginId}/lifecycle/deactivate
 POST deactivateTrustedOrigin trustedOrigins.manage
/api/v1/users
 GET listUsers users.read
 POST createUser users.manage
/api/v1/users/{id}
 GET getUser users.read
 POST updateUser users.manage
 PUT replaceUser users.manage
 DELETE deleteUser users.manage
/api/v1/users/{id}/appLinks
 GET listAppLinks users.read
/api/v1/users/{id}/blocks
 GET listUserBlocks users.read
/api/v1/users/{id}/groups
 GET listUserGroups users.read
/api/v1/users/{id}/idps
 GET listUserIdentityProviders users.read
/api/v1/users/{id}/lifecycle/activate
 POST activateUser users.manage
/api/v1/users/{id}/lifecycle/deactivate
 POST deactivateUser users.manage
/api/v1/users/{id}/lifecycle/expire_password
 POST expirePassword users.manage
/api/v1/users/{id}/lifecycle/expire_password_with_temp_password
 POST expirePasswordWithTempPassword users.manage
/api/v1/users/{id}/lifecycle/reactivate
 POST reactivateUser users.manage
/api/v1/users/{id}/lifecycle/reset_factors
 POST resetFactors users.manage
/api/v1/users/{id}/lifecycle/reset_password
 POST resetPassword users.manage
/api/v1/users/{id}/lifecycle/suspend
 POST suspendUser users.manage
/api/v1/users/{id}/lifecycle/unlock
 POST unlockUser users.manage
/api/v1/users/{id}/lifecycle/unsuspend
 POST unsuspendUser users.manage
/api/v1/users/{userIdOrLogin}/linkedObjects/{primaryRelationshipName}/{primaryUserId}
 PUT assignLinkedObjectValueForPrimary users.manage oauth
/api/v1/users/{userIdOrLogin}/linkedObjects/{relationshipName}
 GET listLinkedObjectsForUser users.read
 DELETE deleteLinkedObjectForUser users.manage
/api/v1/users/{userId}/authenticator-enrollments
 GET listAuthenticatorEnrollments users.read
/api/v1/users/{userId}/authenticator-enrollments/phone
 POST createAuthenticatorEnrollment users.manage
/api/v1/users/{userId}/authenticator-enrollments/tac
 POST createTacAuthenticatorEnrollment users.manage
/api/v1/users/{userId}/authenticator-enrollments/{enrollmentId}
 GET getAuthenticatorEnrollment users.read
 DELETE deleteAuthenticatorEnrollment users.manage
/api/v1/users/{userId}/classification
 GET getUserClassification users.read
 PUT replaceUserClassification users.manage
/api/v1/users/{userId}/clients
 GET listUserClients users.read
/api/v1/users/{userId}/clients/{clientId}/grants
 GET listGrantsForUserAndClient users.read
 DELETE revokeGrantsForUserAndClient users.manage
/api/v1/users/{userId}/clients/{clientId}/tokens
 GET listRefreshTokensForUserAndClient users.read
 DELETE revokeTokensForUserAndClient users.manage
/api/v1/users/{userId}/clients/{clientId}/tokens/{tokenId}
 GET getRefreshTokenForUserAndClient users.read
 DELETE revokeTokenForUserAndClient users.manage
/api/v1/users/{userId}/credentials/change_password
 POST changePassword users.manage
/api/v1/users/{userId}/credentials/change_recovery_question
 POST changeRecoveryQuestion users.manage
/api/v1/users/{userId}/credentials/forgot_password
 POST forgotPassword users.manage
/api/v1/users/{userId}/credentials/forgot_password_recovery_question
 POST forgotPasswordSetNewPassword users.manage
/api/v1/users/{userId}/devices
 GET listUserDevices users.read
/api/v1/users/{userId}/factors
 GET listFactors users.read
 POST enrollFactor users.manage
/api/v1/users/{userId}/factors/catalog
 GET listSupportedFactors users.read
/api/v1/users/{userId}/factors/questions
 GET listSupportedSecurityQuestions -
/api/v1/users/{userId}/factors/{factorId}
 GET getFactor users.read
 DELETE unenrollFactor users.manage
/api/v1/users/{userId}/factors/{factorId}/lifecycle/activate
 POST activateFactor users.manage
/api/v1/users/{userId}/factors/{factorId}/resend
 POST resendEnrollFactor users.manage
/api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}
 GET getFactorTransactionStatus users.read
/api/v1/users/{userId}/factors/{factorId}/verify
 POST verifyFactor users.manage
/api/v1/users/{userId}/grants
 GET listUserGrants users.read
 DELETE revokeUserGrants users.manage
/api/v1/users/{userId}/grants/{grantId}
 GET getUserGrant users.read
 DELETE revokeUserGrant users.manage
/api/v1/users/{userId}/risk
 GET getUserRisk userRisk.read
 PUT upsertUserRisk userRisk.manage
/api/v1/users/{userId}/roles
 GET listAssignedRolesForUser roles.read
 POST assignRoleToUser roles.manage
/api/v1/users/{userId}/roles/{roleAssignmentId}
 GET getUserAssignedRole roles.read
 DELETE unassignRoleFromUser roles.manage
/api/v1/users/{userId}/roles/{roleAssignmentId}/governance
 GET getUserAssignedRoleGovernance roles.read
/api/v1/users/{userId}/roles/{roleAssignmentId}/governance/{grantId}
 GET getRoleAssignmentGovernanceGrant roles.read
/api/v1/users/{userId}/roles/{roleAssignmentId}/governance/{grantId}/resources
 GET getRoleAssignmentGovernanceGrantResources roles.read
/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps
 GET listApplicationTargetsForApplicationAdministratorRoleForUser roles.read
 PUT assignAllAppsAsTargetToRoleForUser roles.manage
/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}
 PUT assignAppTargetToAdminRoleForUser roles.manage
 DELETE unassignAppTargetFromAppAdminRoleForUser roles.manage
/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}/{appId}
 PUT assignAppInstanceTargetToAppAdminRoleForUser roles.manage
 DELETE unassignAppInstanceTargetFromAdminRoleForUser roles.manage
/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups
 GET listGroupTargetsForRole roles.read
/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups/{groupId}
 PUT assignGroupTargetToUserRole roles.manage
 DELETE unassignGroupTargetFromUserAdminRole roles.manage
/api/v1/users/{userId}/roles/{roleIdOrEncodedRoleId}/targets
 GET getRoleTargetsByUserIdAndRoleId roles.read
/api/v1/users/{userId}/sessions
 DELETE revokeUserSessions users.manage
/api/v1/users/{userId}/subscriptions
 GET listSubscriptionsUser users.read
/api/v1/users/{userId}/subscriptions/{notificationType}
 GET getSubscriptionsNotificationTypeUser users.read
/api/v1/users/{userId}/subscriptions/{notificationType}/subscribe
 POST subscribeByNotificationTypeUser users.manage
/api/v1/users/{userId}/subscriptions/{notificationType}/unsubscribe
 POST unsubscribeByNotificationTypeUser users.manage
/api/v1/zones
 GET listNetworkZones networkZones.read
 POST createNetworkZone networkZones.manage
/api/v1/zones/{zoneId}
 GET getNetworkZone networkZones.read
 PUT replaceNetworkZone networkZones.manage
 DELETE deleteNetworkZone networkZones.manage
/api/v1/zones/{zoneId}/lifecycle/activate
 POST activateNetworkZone networkZones.manage
/api/v1/zones/{zoneId}/lifecycle/deactivate
 POST deactivateNetworkZone networkZones.manage
/attack-protection/api/v1/authenticator-settings
 GET getAuthenticatorSettings orgs.read
 PUT replaceAuthenticatorSettings orgs.manage
/attack-protection/api/v1/user-lockout-settings
 GET getUserLockoutSettings orgs.read
 PUT replaceUserLockoutSettings orgs.manage
/idp/myaccount/app-authenticators
 POST createAppAuthenticatorEnrollment myAccount.appAuthenticator.manage oauth
/idp/myaccount/app-authenticators/challenge/{challengeId}/verify
 POST verifyAppAuthenticatorPushNotificationChallenge - public
/idp/myaccount/app-authenticators/{enrollmentId}
 DELETE deleteAppAuthenticatorEnrollment myAccount.appAuthenticator.manage oauth
 PATCH updateAppAuthenticatorEnrollment myAccount.appAuthenticator.maintenance.manage oauth
/idp/myaccount/app-authenticators/{enrollmentId}/push/notifications
 GET listAppAuthenticatorPendingPushNotificationChallenges myAccount.appAuthenticator.maintenance.read oauth
/idp/myaccount/authenticators
 GET listAuthenticators myAccount.authenticators.read oauth
/idp/myaccount/authenticators/{authenticatorId}
 GET getAuthenticator myAccount.authenticators.read oauth
/idp/myaccount/authenticators/{authenticatorId}/enrollments
 GET listEnrollments myAccount.authenticators.read oauth
/idp/myaccount/authenticators/{authenticatorId}/enrollments/{enrollmentId}
 GET getEnrollment myAccount.authenticators.read oauth
 PATCH updateEnrollment myAccount.authenticators.manage oauth
/idp/myaccount/emails
 GET listEmails myAccount.email.read oauth
 POST createEmail myAccount.email.manage oauth
/idp/myaccount/emails/{id}
 GET getEmail myAccount.email.read oauth
 DELETE deleteEmail myAccount.email.manage oauth
/idp/myaccount/emails/{id}/challenge
 POST sendEmailChallenge myAccount.email.manage oauth
/idp/myaccount/emails/{id}/challenge/{challengeId}
 GET pollChallengeForEmailMagicLink myAccount.email.read oauth
/idp/myaccount/emails/{id}/challenge/{challengeId}/verify
 POST verifyEmailOtp myAccount.email.manage oauth
/idp/myaccount/okta-applications
 GET listOktaApplications myAccount.oktaApplications.read oauth
/idp/myaccount/organization
 GET getOrganization myAccount.organization.read oauth
/idp/myaccount/password
 GET getPassword myAccount.password.read oauth
 POST createPassword myAccount.password.manage oauth
 PUT replacePassword myAccount.password.manage oauth
 DELETE deletePassword myAccount.password.manage oauth
/idp/myaccount/password/change-password
 POST updatePassword myAccount.password.manage oauth
/idp/myaccount/password/complexity-requirements
 GET getPasswordRequirements myAccount.password.read oauth
/idp/myaccount/phones
 GET listPhones myAccount.phone.read oauth
 POST createPhone myAccount.phone.manage oauth
/idp/myaccount/phones/{id}
 GET getPhone myAccount.phone.read oauth
 DELETE deletePhone myAccount.phone.manage oauth
/idp/myaccount/phones/{id}/challenge
 POST sendPhoneChallenge myAccount.phone.manage oauth
/idp/myaccount/phones/{id}/verify
 POST verifyPhoneChallenge myAccount.phone.manage oauth
/idp/myaccount/profile
 GET getProfile myAccount.profile.read oauth
 PUT replaceProfile myAccount.profile.manage oauth
/idp/myaccount/profile/schema
 GET getProfileSchema myAccount.profile.read oauth
/idp/myaccount/sessions
 DELETE deleteSessions myAccount.sessions.manage oauth
/idp/myaccount/webauthn
 GET listWebAuthn myAccount.webauthn.read oauth
 POST createWebAuthnEnrollment myAccount.webauthn.manage oauth
/idp/myaccount/webauthn/registration
 POST startWebAuthnEnrollment myAccount.webauthn.manage oauth
/idp/myaccount/webauthn/{id}
 GET getWebAuthn myAccount.webauthn.read oauth
 DELETE deleteWebAuthn myAccount.webauthn.manage oauth
/integrations/api/v1/api-services
 GET listApiServiceIntegrationInstances oauthIntegrations.read
 POST createApiServiceIntegrationInstance oauthIntegrations.manage
/integrations/api/v1/api-services/{apiServiceId}
 GET getApiServiceIntegrationInstance oauthIntegrations.read
 DELETE deleteApiServiceIntegrationInstance oauthIntegrations.manage
/integrations/api/v1/api-services/{apiServiceId}/credentials/secrets
 GET listApiServiceIntegrationInstanceSecrets oauthIntegrations.read
 POST createApiServiceIntegrationInstanceSecret oauthIntegrations.manage
/integrations/api/v1/api-services/{apiServiceId}/credentials/secrets/{secretId}
 DELETE deleteApiServiceIntegrationInstanceSecret oauthIntegrations.manage
/integrations/api/v1/api-services/{apiServiceId}/credentials/secrets/{secretId}/lifecycle/activate
 POST activateApiServiceIntegrationInstanceSecret oauthIntegrations.manage
/integrations/api/v1/api-services/{apiServiceId}/credentials/secrets/{secretId}/lifecycle/deactivate
 POST deactivateApiServiceIntegrationInstanceSecret oauthIntegrations.manage
/oauth2/v1/authorize
 GET authorize - none
 POST authorizeWithPost - none
/oauth2/v1/bc/authorize
 POST bcAuthorize - none
/oauth2/v1/challenge
 POST challenge - none
/oauth2/v1/clients
 GET listClients clients.read
 POST createClient clients.register
/oauth2/v1/clients/{clientId}
 GET getClient clients.read
 PUT replaceClient clients.manage
 DELETE deleteClient clients.manage
/oauth2/v1/clients/{clientId}/lifecycle/newSecret
 POST generateNewClientSecret clients.manage
/oauth2/v1/clients/{clientId}/roles
 GET listRolesForClient roles.read
 POST assignRoleToClient roles.manage
/oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}
 GET retrieveClientRole roles.read
 DELETE deleteRoleFromClient roles.manage
/oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}/targets/catalog/apps
 GET listAppTargetRoleToClient roles.read
/oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}
 PUT assignAppTargetRoleToClient roles.manage
 DELETE removeAppTargetRoleFromClient roles.manage
/oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}/targets/catalog/apps/{appName}/{appId}
 PUT assignAppTargetInstanceRoleForClient roles.manage
 DELETE removeAppTargetInstanceRoleForClient roles.manage
/oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}/targets/groups
 GET listGroupTargetRoleForClient roles.read
/oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}/targets/groups/{groupId}
 PUT assignGroupTargetRoleForClient roles.manage
 DELETE removeGroupTargetRoleFromClient roles.manage
/oauth2/v1/device/authorize
 POST deviceAuthorize - none
/oauth2/v1/global-token-revocation
 POST globalTokenRevocation universalLogout.manage
/oauth2/v1/introspect
 POST introspect - none
/oauth2/v1/keys
 GET oauthKeys - none
/oauth2/v1/logout
 GET logout - none
 POST logoutWithPost - none
/oauth2/v1/oob-authenticate
 POST oob-authenticate - none
/oauth2/v1/par
 POST par - none
 OPTIONS parOptions - none
/oauth2/v1/primary-authenticate
 POST primary-authenticate - none
/oauth2/v1/revoke
 POST revoke - none
/oauth2/v1/token
 POST token - none
 OPTIONS tokenOptions - none
/oauth2/v1/userinfo
 GET userinfo =openid oauth
/oauth2/{authorizationServerId}/.well-known/oauth-authorization-server
 GET getWellKnownOAuthConfigurationCustomAS - none
/oauth2/{authorizationServerId}/.well-known/openid-configuration
 GET getWellKnownOpenIDConfigurationCustomAS - none
/oauth2/{authorizationServerId}/v1/authorize
 GET authorizeCustomAS - none
 POST authorizeCustomASWithPost - none
/oauth2/{authorizationServerId}/v1/bc/authorize
 POST bcAuthorizeCustomAS - none
/oauth2/{authorizationServerId}/v1/challenge
 POST challenge-custom-as - none
/oauth2/{authorizationServerId}/v1/device/authorize
 POST deviceAuthorizeCustomAS - none
/oauth2/{authorizationServerId}/v1/introspect
 POST introspectCustomAS - none
/oauth2/{authorizationServerId}/v1/keys
 GET oauthKeysCustomAS - none
/oauth2/{authorizationServerId}/v1/logout
 GET logoutCustomAS - none
 POST logoutCustomASWithPost - none
/oauth2/{authorizationServerId}/v1/oob-authenticate
 POST oob-authenticate-custom-as - none
/oauth2/{authorizationServerId}/v1/par
 POST parCustomAS - none
 OPTIONS parOptionsCustomAS - none
/oauth2/{authorizationServerId}/v1/primary-authenticate
 POST primary-authenticate-custom-as - none
/oauth2/{authorizationServerId}/v1/revoke
 POST revokeCustomAS - none
/oauth2/{authorizationServerId}/v1/token
 POST tokenCustomAS - none
 OPTIONS tokenOptionsCustomAS - none
/oauth2/{authorizationServerId}/v1/userinfo
 GET userinfoCustomAS =openid oauth
/okta-personal-settings/api/v1/edit-feature
 PUT replaceOktaPersonalAdminSettings personal.adminSettings.manage
/okta-personal-settings/api/v1/export-blocklists
 GET listPersonalAppsExportBlockList personal.adminSettings.read
 PUT replaceBlockedEmailDomains personal.adminSettings.manage
/privileged-access/api/v1/okta-service-accounts
 GET listOktaManagedUserAccounts serviceAccounts.okta.read
 POST createOktaManagedUserAccount serviceAccounts.okta.manage
/privileged-access/api/v1/okta-service-accounts/{id}
 GET getOktaManagedUserAccount serviceAccounts.okta.read
 DELETE deleteOktaManagedUserAccount serviceAccounts.okta.manage
 PATCH updateOktaManagedUserAccount serviceAccounts.okta.manage
/privileged-access/api/v1/service-accounts
 GET listAppServiceAccounts serviceAccounts.read
 POST createAppServiceAccount serviceAccounts.manage
/privileged-access/api/v1/service-accounts/{id}
 GET getAppServiceAccount serviceAccounts.read
 DELETE deleteAppServiceAccount serviceAccounts.manage
 PATCH updateAppServiceAccount serviceAccounts.manage
/security/api/v1/security-events
 POST publishSecurityEventTokens - public
/webauthn-registration/api/v1/activate
 POST activatePreregistrationEnrollment users.manage
/webauthn-registration/api/v1/enroll
 POST enrollPreregistrationEnrollment users.manage
/webauthn-registration/api/v1/initiate-fulfillment-request
 POST generateFulfillmentRequest users.manage
/webauthn-registration/api/v1/send-pin
 POST sendPin users.manage
/webauthn-registration/api/v1/users/{userId}/enrollments
 GET listWebAuthnPreregistrationFactors users.read
/webauthn-registration/api/v1/users/{userId}/enrollments/{authenticatorEnrollmentId}
 DELETE deleteWebAuthnPreregistrationFactor users.manage
/webauthn-registration/api/v1/users/{userId}/enrollments/{authenticatorEnrollmentId}/mark-error
 POST assignFulfillmentErrorWebAuthnPreregistrationFactor users.manage
`
