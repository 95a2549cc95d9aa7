// `filter` and `search`: SCIM expressions (RFC 7644 3.4.2.2), read by a library, within what Okta supports.
import { type Compare, type Filter, parse, type Suffix } from 'scim2-parse-filter'
import { refuse } from '../catalogue.js'

/** A comparison that an expression may make. */
export type Operator = Exclude<Compare['op'] | Suffix['op'], 'ne'>

/** What may be asked of the objects of a list. */
export interface Vocabulary {
  /** The operators of an attribute; none where Okta does not know it here. */
  operatorsOf(attribute: string): readonly Operator[]
  /** Attributes that hold times: compared as such, whatever their offset. */
  readonly times: ReadonlySet<string>
  readonly matchCase: boolean
}

/** Whether an object, as it is shown, is what was asked for. */
export type Predicate = (shown: Readonly<Record<string, unknown>>) => boolean

type Simple = string | number | boolean | null

const invalid = (reason: string, cause?: unknown): never => refuse('searchInvalid', { reason, cause })

/** The value at `profile.login`. */
export const valueAt = (shown: unknown, attribute: string): unknown =>
  attribute.split('.').reduce((value: unknown, name) => {
    const object = Object(value) as Readonly<Record<string, unknown>>
    return Object.hasOwn(object, name) ? object[name] : undefined
  }, shown)

/** ISO 8601 with an offset (S-334). */
const readTime = (text: unknown, attribute: string): number => {
  const milliseconds =
    typeof text === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN
  if (!Number.isNaN(milliseconds)) return milliseconds
  return refuse('dateInvalid', {
    reason: `${attribute} is compared with ${JSON.stringify(text)}, which is no such date`,
  })
}

const tests: Readonly<Record<Exclude<Operator, 'pr'>, (value: Simple, wanted: Simple) => boolean>> = {
  eq: (value, wanted) => value === wanted,
  gt: (value, wanted) => value !== null && wanted !== null && value > wanted,
  ge: (value, wanted) => value !== null && wanted !== null && value >= wanted,
  lt: (value, wanted) => value !== null && wanted !== null && value < wanted,
  le: (value, wanted) => value !== null && wanted !== null && value <= wanted,
  sw: (value, wanted) => String(value).startsWith(String(wanted)),
  ew: (value, wanted) => String(value).endsWith(String(wanted)),
  co: (value, wanted) => String(value).includes(String(wanted)),
}

const compare = (
  { op, attrPath, compValue }: Compare & { readonly op: Exclude<Operator, 'pr'> },
  { times, matchCase }: Vocabulary,
): Predicate => {
  const isTime = times.has(attrPath)
  const wanted = isTime ? readTime(compValue, attrPath) : compValue
  const alike = (value: unknown): Simple => {
    if (typeof value === 'string') return matchCase ? value : value.toLowerCase()
    return typeof value === 'number' || typeof value === 'boolean' ? value : null
  }
  return (shown) => {
    const value = valueAt(shown, attrPath)
    // Of an array any element may match.
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    return values.some((one) =>
      isTime
        ? typeof one === 'string' && tests[op](Date.parse(one), wanted)
        : one !== undefined && tests[op](alike(one), alike(wanted)),
    )
  }
}

const isPresent = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

const compile = (filter: Filter, vocabulary: Vocabulary): Predicate => {
  switch (filter.op) {
    case 'and': {
      const parts = filter.filters.map((part) => compile(part, vocabulary))
      return (shown) => parts.every((part) => part(shown))
    }
    case 'or': {
      const parts = filter.filters.map((part) => compile(part, vocabulary))
      return (shown) => parts.some((part) => part(shown))
    }
    case 'not':
    case 'ne':
      return invalid(`"${filter.op}" is not supported: ask for lt or gt instead of ne`)
    case '[]':
      return invalid(`value paths, as ${filter.attrPath}[…], are not supported`)
    default: {
      const known = vocabulary.operatorsOf(filter.attrPath)
      if (!known.includes(filter.op)) {
        return invalid(
          known.length === 0
            ? `"${filter.attrPath}" cannot be asked for here: names are case sensitive`
            : `"${filter.attrPath}" takes ${known.join(', ')} here, not ${filter.op}`,
        )
      }
      if (filter.op === 'pr') return (shown) => isPresent(valueAt(shown, filter.attrPath))
      return compare({ ...filter, op: filter.op }, vocabulary)
    }
  }
}

const read = (expression: string): Filter => {
  try {
    return parse(expression)
  } catch (cause) {
    return invalid(`"${expression}" is no expression such as status eq "ACTIVE"`, cause)
  }
}

/** Reads an expression; refuses what Okta does not support (S-333). */
export const readExpression = (expression: string, vocabulary: Vocabulary): Predicate =>
  compile(read(expression), vocabulary)
