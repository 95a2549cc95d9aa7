// The configuration with every default and identifier filled in, in the file's own shape.
import type { ConfigFile } from './schema.js'

export type { ConfigFile }

type Item<Name extends keyof ConfigFile> =
  NonNullable<ConfigFile[Name]> extends readonly (infer Entry)[] ? Entry : never
type AppEntry = Item<'apps'>
type Optional = 'client_secret' | 'jwks' | 'jwks_uri' | 'request_object_signing_alg'

/** `org:` */
export type OrgSettings = Required<NonNullable<ConfigFile['org']>>

/** One of `groups:`. */
export interface GroupSettings {
  readonly id: string
  readonly profile: { readonly name: string; readonly description: string | null }
}

/** One of `users:`. */
export type UserSettings = Required<Omit<Item<'users'>, 'profile'>> & {
  readonly profile: Item<'users'>['profile'] & { readonly email: string }
}

/** One of `apps:`. */
export type AppSettings = Required<Omit<AppEntry, Optional | 'refresh_token' | 'assignments'>> &
  Pick<AppEntry, Optional> & {
    readonly refresh_token: Required<NonNullable<AppEntry['refresh_token']>>
    readonly assignments: Required<NonNullable<AppEntry['assignments']>>
  }

type ServerEntry = Item<'authorizationServers'>
type PolicyEntry = NonNullable<ServerEntry['policies']>[number]
type Policy = Required<Omit<PolicyEntry, 'rules'>> & {
  readonly rules: readonly Required<PolicyEntry['rules'][number]>[]
}

/** One of `authorizationServers:`. */
export type AuthorizationServerSettings = Required<Omit<ServerEntry, 'scopes' | 'claims' | 'policies'>> & {
  readonly policies: readonly Policy[]
  readonly scopes: readonly Required<NonNullable<ServerEntry['scopes']>[number]>[]
  readonly claims: readonly Required<NonNullable<ServerEntry['claims']>[number]>[]
}

/** The whole configuration, nothing left to guess; a `ConfigFile` itself. */
export interface ResolvedSettings {
  readonly org: OrgSettings
  readonly groups: readonly GroupSettings[]
  readonly users: readonly UserSettings[]
  readonly apps: readonly AppSettings[]
  readonly authorizationServers: readonly AuthorizationServerSettings[]
  readonly trustedOrigins: readonly Required<Item<'trustedOrigins'>>[]
  readonly apiTokens: readonly Item<'apiTokens'>[]
}
