// What the kit and an adapter say to each other: one JSON object there, one back. docs/adapter-protocol.md is its text.
import { type Static, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'

/** Raised when a message changes its meaning. */
export const protocolVersion = 1

/** What an adapter can say that it offers; the first three it must. */
export const operations = [
  'configure',
  'authorize',
  'callback',
  /** Never asked for: `callback` asks the org for userinfo. */
  'userinfo',
  /** Never asked for: `callback` reads discovery and keys anew each time. */
  'discover',
  /** Never asked for: `configure` takes `second`, and `authorize` its `issuer`. */
  'secondIssuer',
  'refresh',
  /** The next three for service apps. */
  'configureService',
  'callApi',
  'clock',
] as const
export type Operation = (typeof operations)[number]

/** Without these no service app can be tested. */
export const neededForService = ['configureService', 'callApi'] as const satisfies readonly Operation[]

/** Without these nothing can be tested. */
export const neededOperations = ['configure', 'authorize', 'callback'] as const satisfies readonly Operation[]

/** Why a client says it rejected: a note in the report, never a verdict. */
export const reasons = [
  'state',
  'nonce',
  'iss',
  'aud',
  'exp',
  'signature',
  'alg',
  'hash',
  'azp',
  'issuer',
  'token-response',
  'idp-error',
  'network',
  'other',
] as const
export type Reason = (typeof reasons)[number]

/** How the client is to be set up. */
export interface Configuration {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  /** A `token_endpoint_auth_method`. */
  readonly auth: string
  readonly pkce: boolean
  readonly responseType: string
  /** PEM of a certificate authority to trust beside the usual ones. */
  readonly caFile?: string
  /** A JWK, where `auth` is `private_key_jwt`. */
  readonly privateKey?: Readonly<Record<string, unknown>>
}

/** How a client of two issuers is set up. */
export interface TwoIssuers extends Configuration {
  /** What is different at the second one. */
  readonly second?: Pick<Configuration, 'issuer' | 'clientId' | 'clientSecret' | 'redirectUri'>
}

/** How a service app is to be set up. */
export interface ServiceConfiguration
  extends Pick<Configuration, 'issuer' | 'clientId' | 'clientSecret' | 'scopes' | 'auth' | 'caFile' | 'privateKey'> {
  /** Whether it is to have its tokens bound to a key. */
  readonly dpop: boolean
  /** What to call: a list of users. */
  readonly api: string
}

/** A request, without its id. */
export type Request =
  | { readonly op: 'hello'; readonly protocol: number }
  | ({ readonly op: 'configure' } & TwoIssuers)
  /** `issuer`: the second one, where a login is to begin there. */
  | { readonly op: 'authorize'; readonly session: string; readonly issuer?: string }
  | {
      readonly op: 'callback'
      readonly session: string
      readonly url: string
      /** Where the answer came by form_post. */
      readonly form?: readonly (readonly [name: string, value: string])[]
    }
  | { readonly op: 'refresh'; readonly session: string }
  /** `session` names one instance of the app, which has no token yet. */
  | ({ readonly op: 'configureService'; readonly session: string } & ServiceConfiguration)
  /** So many calls at the same time: accepted if all of them gave data. */
  | { readonly op: 'callApi'; readonly session: string; readonly times: number }
  /** From now on every instance's clock is so many seconds ahead of the machine's. */
  | { readonly op: 'clock'; readonly offsetSeconds: number }

/** A request as it is sent. */
export type Message = Request & { readonly id: number }

const text = Type.Optional(Type.String())

const reply = Type.Object({
  id: Type.Integer(),
  /** `false` is a broken adapter, not a rejection. */
  ok: Type.Boolean(),
  /** Text where `ok` is false, why where `outcome` is `rejected`. */
  error: Type.Optional(Type.Union([Type.String(), Type.Object({ name: text, message: text, reason: text })])),
  name: text,
  version: text,
  lang: text,
  ops: Type.Optional(Type.Unsafe<readonly string[]>(Type.Array(Type.String()))),
  url: text,
  outcome: Type.Optional(Type.Union([Type.Literal('accepted'), Type.Literal('rejected')])),
  sub: text,
})

/** An answer. Members that are not named here are ignored. */
export type Reply = Readonly<Static<typeof reply>>

const ajv = new Ajv({ allErrors: false, strict: true })
const isReply = ajv.compile<Reply>(reply)

/** What is shown of a text that makes no sense. */
const shownCharacters = 120

/** Reads one answer. The text of a complaint goes on after "the adapter". */
export const readReply = (line: string): Reply | { readonly complaint: string } => {
  const shown = `${line.slice(0, shownCharacters)}${line.length > shownCharacters ? ' …' : ''}`
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { complaint: `said something that is no JSON: ${shown}` }
  }
  if (isReply(value)) return value
  const [error] = isReply.errors ?? []
  const where = error?.instancePath ? `"${error.instancePath.slice(1)}"` : 'it'
  return { complaint: `said something that is no answer: ${where} ${error?.message}: ${shown}` }
}

/** Why the client rejected, or how the adapter broke, in a line. */
export const textOfError = ({ error }: Reply): string | undefined => {
  if (typeof error === 'string' || error === undefined) return error
  const { name, message, reason } = error
  return [reason, name, message].filter((part) => part !== undefined && part !== '').join(': ') || undefined
}
