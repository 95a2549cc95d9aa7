// The mockta.yaml that `mockta init` writes: small, commented, and ready to start.

/** What differs from one file to the next. */
export interface TemplateValues {
  /** Path or URL of the JSON Schema, for editors. */
  readonly schema: string
  readonly webClientId: string
  readonly webClientSecret: string
  readonly browserClientId: string
  readonly serviceClientId: string
  /** The public half of the service app's key, as JSON. */
  readonly publicJwk: string
  /** Name of the file that has the private half. */
  readonly keyFile: string
}

/** The text of the file. */
export const initTemplate = (values: TemplateValues): string => `# yaml-language-server: $schema=${values.schema}
#
# A mock of an Okta org. Names are Okta's own, so parts of a real app object can be pasted.
# "mockta check mockta.yaml" says what is wrong with this file; an editor that knows YAML schemas completes it.
# Identifiers that are left out are generated, and are the same in every run.

org:
  engine: oie                  # oie: Identity Engine; classic: Classic Engine

groups:                        # the group Everyone exists always and holds every user
  - profile: { name: Engineers, description: People who build things }

users:
  - profile: { login: admin@example.com, firstName: Ada, lastName: Admin }
    credentials: { password: { value: Passw0rd! } }
    groups: [Engineers]
    roles: [SUPER_ADMIN]       # what the API allows; without a role only the user's own record
  - profile: { login: user@example.com, firstName: Uma, lastName: User }
    credentials: { password: { value: Passw0rd! } }

apps:
  # A server that renders pages: it keeps a secret.
  - label: Web app
    client_id: ${values.webClientId}
    client_secret: '${values.webClientSecret}'
    application_type: web
    grant_types: [authorization_code, implicit]
    redirect_uris:
      - http://localhost:8080/authorization-code/callback
      - http://localhost:6583/callback   # a page of mockta that shows what an app would have received
    post_logout_redirect_uris: [http://localhost:8080/]
    grants: [okta.users.read, okta.groups.read]   # the okta.* scopes that the app may be given

  # Code in a browser or on a phone: no secret, PKCE instead.
  - label: Single-page app
    client_id: ${values.browserClientId}
    application_type: browser
    redirect_uris: [http://localhost:8080/login/callback]
    post_logout_redirect_uris: [http://localhost:8080/]
    grants: [okta.users.read.self]

  # A program without a user: it proves itself with the private key in ${values.keyFile}.
  - label: Service app
    client_id: ${values.serviceClientId}
    application_type: service
    jwks:
      keys:
        - ${values.publicJwk}
    grants: [okta.users.read, okta.groups.read]
    roles: [READ_ONLY_ADMIN]   # a service app needs a role of its own

# Origins whose pages may call the API with cookies.
trustedOrigins:
  - { origin: 'http://localhost:8080', scopes: [CORS, REDIRECT] }
`
