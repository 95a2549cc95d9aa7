// The schema's verdict on a value, in sentences that say what to change.
import { Ajv, type ErrorObject } from 'ajv'
import { error, type Path, type Problem } from './problem.js'
import { type ConfigFile, configSchema } from './schema.js'
import { didYouMean } from './suggest.js'

const ajv = new Ajv({ allErrors: true, verbose: true, strict: false })
const accepts = ajv.compile<ConfigFile>(configSchema)

const readPointer = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')))

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** What the schema calls the value that is expected here. */
const titleOf = ({ parentSchema }: ErrorObject): string => {
  const title: unknown = parentSchema?.title
  return typeof title === 'string' ? title : 'what is expected here'
}

type Explain = (failure: ErrorObject) => Problem

const expected: Explain = (failure) => {
  const { data } = failure
  const found = data === null || data === undefined ? 'is empty' : `${show(data)} is not right here`
  return error(readPointer(failure.instancePath), `${found}: expected ${titleOf(failure)}`)
}

const explain: Readonly<Record<string, Explain>> = {
  additionalProperties: (failure) => {
    const key = String(failure.params.additionalProperty)
    const known = Object.keys((failure.parentSchema?.properties as object | undefined) ?? {})
    const hint = didYouMean(key, known) || `; known here: ${known.join(', ')}`
    return error([...readPointer(failure.instancePath), key], `unknown key "${key}"${hint}`)
  },
  required: (failure) =>
    error(readPointer(failure.instancePath), `${titleOf(failure)} needs ${failure.params.missingProperty}`),
  enum: (failure) => {
    const allowed: readonly string[] = failure.params.allowedValues
    const found = `${show(failure.data)} is not ${allowed.length > 1 ? 'one of ' : ''}${allowed.join(', ')}`
    const hint = typeof failure.data === 'string' ? didYouMean(failure.data, allowed) : ''
    return error(readPointer(failure.instancePath), found + hint)
  },
}

/** Where a choice of shapes failed, its branches fail too: only the choice is told. */
const isBranchOf = (failure: ErrorObject, choice: ErrorObject): boolean =>
  choice !== failure && choice.keyword === 'anyOf' && failure.schemaPath.startsWith(`${choice.schemaPath}/`)

/** A text that is not in the list may fail by type too: once is enough. */
const isNoise = (failure: ErrorObject, all: readonly ErrorObject[]): boolean =>
  all.some((other) => isBranchOf(failure, other)) ||
  (failure.keyword === 'enum' &&
    all.some((other) => other.keyword === 'type' && other.instancePath === failure.instancePath))

/** Problems of shape: unknown keys, missing keys, values that are not allowed. None means it is a `ConfigFile`. */
export const findShapeProblems = (value: unknown): readonly Problem[] => {
  if (accepts(value)) return []
  const failures = accepts.errors ?? []
  return failures
    .filter((failure) => !isNoise(failure, failures))
    .map((failure) => (explain[failure.keyword] ?? expected)(failure))
}

/** Whether the value has the shape of a configuration. */
export const isConfigFile = (value: unknown): value is ConfigFile => accepts(value)
