// The whole configuration file. Only read.ts and the schema's writer load this; the types cost nothing at run time.
import { type Static, Type } from '@sinclair/typebox'
import { app } from './schema/app.js'
import { authorizationServer } from './schema/authorization-server.js'
import { group } from './schema/group.js'
import { oneOf, text } from './schema/one-of.js'
import { org } from './schema/org.js'
import { user } from './schema/user.js'

const trustedOrigin = Type.Object(
  {
    origin: Type.String({
      pattern: '^https?://[^/?#\\s]+$',
      title: 'an origin: http or https, host and port, no path',
    }),
    scopes: Type.Optional(
      Type.Array(oneOf(['CORS', 'REDIRECT'], 'CORS or REDIRECT'), {
        minItems: 1,
        title: 'a list out of CORS and REDIRECT',
        default: ['CORS', 'REDIRECT'],
      }),
    ),
  },
  { additionalProperties: false, title: 'a trusted origin' },
)

const apiToken = Type.Object(
  {
    token: Type.String({ pattern: '^[0-9A-Za-z_-]{6,}$', title: 'an API token: letters, digits, _ and -' }),
    user: text('the login of the user it acts for'),
  },
  { additionalProperties: false, title: 'an API token' },
)

/** The schema of `mockta.yaml`. */
export const configSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String({ title: 'the schema of this file, for editors' })),
    org: Type.Optional(org),
    groups: Type.Optional(
      Type.Array(group, { title: 'a list of groups', description: 'Everyone exists always and is not listed.' }),
    ),
    users: Type.Optional(Type.Array(user, { title: 'a list of users' })),
    apps: Type.Optional(Type.Array(app, { title: 'a list of apps' })),
    authorizationServers: Type.Optional(
      Type.Array(authorizationServer, {
        title: 'a list of authorization servers',
        description: 'Custom authorization servers; `default` exists unless this list is given.',
      }),
    ),
    trustedOrigins: Type.Optional(Type.Array(trustedOrigin, { title: 'a list of trusted origins' })),
    apiTokens: Type.Optional(Type.Array(apiToken, { title: 'a list of API tokens' })),
  },
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'mockta.schema.json',
    additionalProperties: false,
    title: 'a mockta configuration',
  },
)

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T

/** A configuration in the file's shape: nearly everything may be left out. */
export type ConfigFile = Frozen<Static<typeof configSchema>>
