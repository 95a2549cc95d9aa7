// The file of --config: what the kit cannot find out by itself, in the wire names of Okta's app and user objects.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Static, Type } from '@sinclair/typebox'
import { Ajv, type ErrorObject } from 'ajv'
import { parse } from 'yaml'
import { UsageError } from '../usage-error.js'
import { fromEnvironment } from './from-environment.js'

const text = Type.String({ minLength: 1 })
const texts = Type.Array(text)
const closed = { additionalProperties: false }

const app = Type.Object(
  {
    label: Type.Optional(text),
    client_id: text,
    client_secret: Type.Optional(text),
    token_endpoint_auth_method: Type.Optional(
      Type.Union(
        (['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'] as const).map(
          (method) => Type.Literal(method),
        ),
      ),
    ),
    application_type: Type.Optional(
      Type.Union((['web', 'browser', 'native', 'service'] as const).map((type) => Type.Literal(type))),
    ),
    redirect_uris: Type.Optional(texts),
    post_logout_redirect_uris: Type.Optional(texts),
    response_types: Type.Optional(texts),
    grant_types: Type.Optional(texts),
    pkce_required: Type.Optional(Type.Boolean()),
    dpop_bound_access_tokens: Type.Optional(Type.Boolean()),
    consent_method: Type.Optional(Type.Union([Type.Literal('TRUSTED'), Type.Literal('REQUIRED')])),
    refresh_token: Type.Optional(
      Type.Object({ rotation_type: Type.Union([Type.Literal('STATIC'), Type.Literal('ROTATE')]) }, closed),
    ),
    status: Type.Optional(Type.Union([Type.Literal('ACTIVE'), Type.Literal('INACTIVE')])),
    assignments: Type.Optional(Type.Object({ groups: Type.Optional(texts), users: Type.Optional(texts) }, closed)),
    grants: Type.Optional(texts),
    private_key: Type.Optional(Type.Union([text, Type.Record(Type.String(), Type.Unknown())])),
    private_key_file: Type.Optional(text),
    key_id: Type.Optional(text),
  },
  closed,
)

const user = Type.Object(
  {
    profile: Type.Object({ login: text }, { additionalProperties: true }),
    credentials: Type.Optional(Type.Object({ password: Type.Object({ value: text }, closed) }, closed)),
    factors: Type.Optional(
      Type.Array(Type.Object({ type: Type.Literal('token:software:totp'), sharedSecret: text }, closed)),
    ),
    roles: Type.Optional(texts),
  },
  closed,
)

const file = Type.Object(
  {
    issuer: Type.Optional(text),
    admin: Type.Optional(text),
    ca: Type.Optional(text),
    resolve: Type.Optional(Type.Record(Type.String(), text)),
    wrong_password_allowed: Type.Optional(Type.Boolean()),
    api_token: Type.Optional(text),
    apps: Type.Optional(Type.Array(app)),
    users: Type.Optional(Type.Array(user)),
  },
  closed,
)

/** The file's content, checked. */
export type SettingsFile = Static<typeof file>
/** One of `apps:`. */
export type AppEntry = Static<typeof app>
/** One of `users:`. */
export type UserEntry = Static<typeof user>

/** For editors and for the schema that ships with the package. */
export const settingsFileSchema = file

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<SettingsFile>(file)

const problem = ({ instancePath, keyword, params, message }: ErrorObject): string => {
  const place = instancePath === '' ? '' : `${instancePath.slice(1).replaceAll('/', '.')}: `
  return keyword === 'additionalProperties'
    ? `${place}unknown key ${String(Object(params).additionalProperty)}`
    : `${place}${message ?? keyword}`
}

const fail = (message: string): never => {
  throw new UsageError(message)
}

const parsed = (path: string): unknown => {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return fail(code === 'ENOENT' ? `${path}: no such file` : `${path}: ${message.split('\n')[0]}`)
  }
}

/**
 * Reads and checks the file; relative paths in it start from its own folder.
 *
 * @throws UsageError with the file, the key and what is wrong with it
 */
export const readSettingsFile = (path: string, env: Readonly<Record<string, string | undefined>>): SettingsFile => {
  const value: unknown = fromEnvironment(parsed(path) ?? {}, env)
  if (!validate(value)) {
    // A union's own complaint says less than those of its parts.
    const first =
      (validate.errors ?? []).find(({ keyword }) => keyword === 'additionalProperties') ?? validate.errors?.[0]
    return fail(`${path}: ${first ? problem(first) : 'not a settings file'}`)
  }
  const from = (name: string): string => resolve(dirname(path), name)
  return {
    ...value,
    ...(value.ca !== undefined && { ca: from(value.ca) }),
    apps: (value.apps ?? []).map(({ private_key_file, ...rest }) => ({
      ...rest,
      ...(private_key_file !== undefined && { private_key: readKey(from(private_key_file)) }),
    })),
  }
}

const readKey = (path: string): string | Record<string, unknown> => {
  let content: string
  try {
    content = readFileSync(path, 'utf8').trim()
  } catch {
    return fail(`${path}: no such private key file`)
  }
  return content.startsWith('{') ? (JSON.parse(content) as Record<string, unknown>) : content
}
