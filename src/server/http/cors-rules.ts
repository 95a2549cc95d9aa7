// Which of the org's paths answer other origins, with which methods: Okta supports CORS endpoint by endpoint (S-600).

/**
 * `always`: every origin, never with cookies (S-074). `public`: every origin, no cookie needed. `api`: bearer calls from
 * every origin, other calls from trusted origins only (S-075).
 */
export type CorsAccess = 'always' | 'public' | 'api'

/** How one path answers other origins. */
export interface CorsRule {
  readonly access: CorsAccess
  /** As `Access-Control-Allow-Methods` lists them. */
  readonly methods: string
}

const user = '/api/v1/users/{}'

/** `{}` stands for one segment; `{server}` for the id of a custom authorization server and its slash, or for nothing. */
const table: readonly (readonly [access: CorsAccess, methods: string, paths: readonly string[]])[] = [
  ['always', 'POST', ['/oauth2/{server}v1/token', '/oauth2/{server}v1/par']],
  [
    'public',
    'GET',
    [
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server',
      '/.well-known/oauth-authorization-server/oauth2/{}',
      '/.well-known/okta-organization',
      '/oauth2/{}/.well-known/openid-configuration',
      '/oauth2/{}/.well-known/oauth-authorization-server',
      '/oauth2/{server}v1/keys',
    ],
  ],
  ['public', 'GET, POST', ['/oauth2/{server}v1/userinfo']],
  [
    'public',
    'POST',
    ['/oauth2/{server}v1/introspect', '/oauth2/{server}v1/revoke', '/oauth2/{server}v1/device/authorize'],
  ],
  ['api', 'GET', ['/oauth2/v1/clients/{}']],
  // Answered to the sign-in of single-page apps; the reference leaves them out (S-601).
  [
    'api',
    'POST',
    [
      '/api/v1/authn',
      '/api/v1/authn/{}',
      '/api/v1/authn/{}/{}',
      '/api/v1/authn/{}/{}/{}',
      '/api/v1/authn/{}/{}/{}/{}',
      '/api/v1/sessions/me/lifecycle/refresh',
      '/idp/idx/{}',
      '/idp/idx/{}/{}',
      '/idp/idx/{}/{}/{}',
      '/oauth2/{server}v1/interact',
    ],
  ],
  ['api', 'GET, DELETE', ['/api/v1/sessions/me']],
  // As the reference marks them.
  ['api', 'GET, POST', ['/api/v1/users']],
  ['api', 'GET, POST, PUT, DELETE', [user]],
  [
    'api',
    'GET',
    [
      '/api/v1/logs',
      '/api/v1/apps/{}/connections/default/jwks',
      '/api/v1/idps/{}/credentials/keys/active',
      ...['appLinks', 'blocks', 'clients', 'groups', 'factors/questions'].map((name) => `${user}/${name}`),
    ],
  ],
  [
    'api',
    'GET, DELETE',
    [
      ...['grants', 'grants/{}', 'clients/{}/grants', 'clients/{}/tokens', 'clients/{}/tokens/{}'].map(
        (name) => `${user}/${name}`,
      ),
      `${user}/linkedObjects/{}`,
    ],
  ],
  ['api', 'GET, PUT', [`${user}/classification`]],
  ['api', 'PUT', [`${user}/linkedObjects/{}/{}`]],
  ['api', 'DELETE', [`${user}/sessions`]],
  [
    'api',
    'POST',
    [
      ...[
        'activate',
        'deactivate',
        'expire_password',
        'expire_password_with_temp_password',
        'reactivate',
        'reset_factors',
        'reset_password',
        'suspend',
        'unlock',
        'unsuspend',
      ].map((name) => `${user}/lifecycle/${name}`),
      ...['change_password', 'change_recovery_question', 'forgot_password', 'forgot_password_recovery_question'].map(
        (name) => `${user}/credentials/${name}`,
      ),
    ],
  ],
]

const literal = new Map<string, CorsRule>()
const patterns: { readonly pattern: RegExp; readonly rule: CorsRule }[] = []

for (const [access, methods, paths] of table) {
  const rule = { access, methods }
  for (const path of paths) {
    if (path.includes('{server}')) literal.set(path.replace('{server}', ''), rule)
    const pattern = path.replace('{server}', '{}/').replaceAll('.', '\\.').replaceAll('{}', '[^/]+')
    if (pattern === path) literal.set(path, rule)
    else patterns.push({ pattern: new RegExp(`^${pattern}$`), rule })
  }
}

/** The rule of a path; undefined where Okta answers no other origin. */
export const corsRuleOf = (path: string): CorsRule | undefined =>
  literal.get(path) ?? patterns.find(({ pattern }) => pattern.test(path))?.rule
