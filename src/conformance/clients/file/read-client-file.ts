// Reads the file of --client; whatever is wrong with it is one line with file, line and key.
import { readFileSync } from 'node:fs'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { LineCounter, parseDocument } from 'yaml'
import { type Surface, surfaces } from '../../client-checks/client-check.js'
import { fromEnvironment } from '../../targets/from-environment.js'
import { UsageError } from '../../usage-error.js'
import {
  type ClientContent,
  clientFileSchemas,
  type FileOf,
  type WebByAddress,
  webByAddressSchema,
} from './client-file.js'

/** A client under test as it was described. */
export interface ClientFile {
  /** As it was named; reports point to it. */
  readonly path: string
  readonly content: ClientContent
  /** A web app by its address: `start` and `callback` of the content are still to be found out. */
  readonly byAddress?: WebByAddress
  /** What was found out, where the file does not say it. */
  readonly guessed?: { readonly start: string; readonly callback: string }
  /** Where `callback` stands, or what else describes the client best: from 1. */
  readonly line: number
}

type Path = readonly string[]

/** Where things stand in the text. */
interface Lines {
  /** Of the key, or of the nearest thing around it. */
  of(path: Path): number
}

const fail = (message: string): never => {
  throw new UsageError(message)
}

const parsed = (path: string, text: string): { readonly value: unknown; readonly lines: Lines } => {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const [broken] = document.errors
  if (broken) return fail(`${path}:${counter.linePos(broken.pos[0]).line}: ${broken.message}`)
  const of = (place: Path): number => {
    const node = document.getIn(place, true) as { readonly range?: readonly number[] } | undefined
    const start = node?.range?.[0]
    if (start !== undefined) return counter.linePos(start).line
    return place.length === 0 ? 1 : of(place.slice(0, -1))
  }
  return { value: document.toJS() as unknown, lines: { of } }
}

const shapes = { ...clientFileSchemas, 'web by address': webByAddressSchema } as const
type Shape = keyof typeof shapes

const validators = new Map<Shape, ValidateFunction<ClientContent | WebByAddress>>()

const validatorOf = (shape: Shape): ValidateFunction<ClientContent | WebByAddress> => {
  const known =
    validators.get(shape) ??
    new Ajv({ allErrors: true, allowUnionTypes: true }).compile<ClientContent | WebByAddress>(shapes[shape])
  validators.set(shape, known)
  return known
}

const isByAddress = (value: ClientContent | WebByAddress): value is WebByAddress =>
  value.client.kind === 'web' && 'url' in value.client

/** The file of a web app whose logins start and end there. */
export const withLogin = (
  { client: { url: _, ...client }, ...rest }: WebByAddress,
  login: { readonly start: string; readonly callback: string },
): FileOf<'web'> => ({ ...rest, client: { ...client, ...login } })

/** The worst first: a name that nobody knows explains most of the rest. */
const weight = ({ keyword }: ErrorObject): number =>
  ({ additionalProperties: 0, required: 1 })[keyword] ?? (keyword === 'anyOf' ? 3 : 2)

const complaint = ({ instancePath, keyword, params, message }: ErrorObject): readonly [path: Path, what: string] => {
  const place = instancePath.split('/').slice(1)
  const { additionalProperty, missingProperty } = Object(params) as Readonly<Record<string, string>>
  if (keyword === 'additionalProperties' && additionalProperty !== undefined) {
    return [[...place, additionalProperty], 'unknown key']
  }
  if (keyword === 'required' && missingProperty !== undefined) return [[...place, missingProperty], 'is missing']
  return [place, message ?? keyword]
}

const isKind = (value: unknown): value is Surface => surfaces.some((kind) => kind === value)

/** What the schema cannot say. */
const contradiction = ({ client, ...rest }: ClientContent): readonly [path: Path, what: string] | undefined => {
  if (client.kind === 'library' && (client.command === undefined) === (client.url === undefined)) {
    return [['client', 'command'], 'a library needs either a command that starts its adapter, or its url']
  }
  const probe = 'probe' in rest ? rest.probe : undefined
  if (!probe || !('url' in probe)) return undefined
  const { json, text } = probe.signedIn
  if (json === undefined && text === undefined) {
    return [['probe', 'signedIn'], 'needs json or text: the probe must show who is signed in']
  }
  for (const [name, pattern] of [
    ['signedIn', text],
    ['signedOut', probe.signedOut.text],
  ] as const) {
    if (pattern !== undefined && !isPattern(pattern)) return [['probe', name, 'text'], 'is no regular expression']
  }
  if (json === undefined && text !== undefined && groupsOf(text) === 0) {
    return [['probe', 'signedIn', 'text'], 'needs a group, which names the person: "Hello, (.*)!"']
  }
  return undefined
}

const isPattern = (text: string): boolean => {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}

/** An alternative that always matches shows how many groups there are. */
const groupsOf = (pattern: string): number => (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1

type Env = Readonly<Record<string, string | undefined>>

/** A variable that is not set is a mistake on the line that names it. */
const substituted = (given: unknown, env: Env, refuse: (wrong: readonly [Path, string]) => never): unknown => {
  const walk = (value: unknown, place: Path): unknown => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...place, key])]))
    }
    try {
      return fromEnvironment(value, env)
    } catch (error) {
      return refuse([place, (error as Error).message])
    }
  }
  return walk(given, [])
}

/** The same for content that a program gives: it has no lines. @throws UsageError */
export const checkClientContent = (
  given: unknown,
  env: Env,
  { path, lines }: { readonly path: string; readonly lines: Lines } = { path: 'client', lines: { of: () => 1 } },
): ClientFile => {
  const refuse = ([place, what]: readonly [Path, string]): never =>
    fail(`${path}:${lines.of(place)}: ${place.length === 0 ? '' : `${place.join('.')}: `}${what}`)
  const { client } = Object(given) as { readonly client?: unknown }
  const { kind } = Object(client) as { readonly kind?: unknown }
  if (client === undefined) return refuse([[], 'the key "client" is missing'])
  if (!isKind(kind)) return refuse([['client', 'kind'], `must be one of ${surfaces.join(', ')}`])
  const validate = validatorOf(kind === 'web' && Object.hasOwn(Object(client), 'url') ? 'web by address' : kind)
  const value = substituted(given, env, refuse)
  if (!validate(value)) {
    const [first] = (validate.errors ?? []).toSorted((a, b) => weight(a) - weight(b))
    return refuse(first ? complaint(first) : [[], 'describes no client'])
  }
  const content = isByAddress(value) ? withLogin(value, { start: value.client.url, callback: value.client.url }) : value
  const wrong = contradiction(content)
  if (wrong) return refuse(wrong)
  const described = ['callback', 'command', 'url', 'trigger'].find((key) => key in value.client) ?? 'kind'
  const line = lines.of(['client', described])
  return { path, content, line, ...(isByAddress(value) && { byAddress: value }) }
}

/** A web app by its address alone. @throws UsageError */
export const clientAt = (url: string, env: Env): ClientFile =>
  checkClientContent({ client: { kind: 'web', url } }, env, { path: url, lines: { of: () => 1 } })

/** @throws UsageError with file, line, key and what is wrong with it */
export const readClientFile = (path: string, env: Env): ClientFile => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return fail(code === 'ENOENT' ? `${path}: no such file` : `${path}: ${message}`)
  }
  const { value, lines } = parsed(path, text)
  return checkClientContent(value, env, { path, lines })
}
