// The `okta.*` scopes of Okta's API: the reference's, and those that Okta names elsewhere (S-006).

const table = `
agentPools: manage read
apiTokens: manage read
appGrants: manage read
apps: interclientTrust.manage interclientTrust.read manage read
authenticators: manage manage.self read
authorizationServers: manage read
behaviors: manage read
botProtection: manage read
brands: manage read
captchas: manage read
clients: manage read register
customTelephonyProvider: manage read
deviceAssurance: manage read
deviceIntegrations: manage read
devicePostureChecks: manage read
devices: manage read
directories: groups.manage groups.read
domains: manage read
dr: manage read
emailDomains: manage read
emailServers: manage read
eventHooks: manage read
features: manage read
groups: manage read
identitySources: manage read
idps: manage read
inlineHooks: manage read
linkedObjects: manage read
logStreams: manage read
logs: read
myAccount: appAuthenticator.maintenance.manage appAuthenticator.maintenance.read appAuthenticator.manage authenticators.manage authenticators.read email.manage email.read oktaApplications.read organization.read password.manage password.read phone.manage phone.read profile.manage profile.read sessions.manage webauthn.manage webauthn.read
networkZones: manage read
oauthIntegrations: manage read
orgs: manage read
personal: adminSettings.manage adminSettings.read
policies: manage read
principalRateLimits: manage read
profileMappings: manage read
pushProviders: manage read
rateLimits: manage read
realmAssignments: manage read
realms: manage read
roles: manage read
schemas: manage read
securityEventsProviders: manage read
serviceAccounts: manage okta.manage okta.read read
sessions: manage read
templates: manage read
threatInsights: manage read
trustedOrigins: manage read
uischemas: manage read
universalLogout: manage
userRisk: manage read
userTypes: manage read
users: manage manage.self read read.self
workflows: invoke.manage
`

/** Every known scope name: `okta.users.read`, `okta.users.read.self`, … */
export const oktaScopes: ReadonlySet<string> = new Set(
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [resource = '', operations = ''] = line.split(': ')
      return operations.split(' ').map((operation) => `okta.${resource}.${operation}`)
    }),
)
