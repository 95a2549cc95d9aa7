// Known deviations: one reviewed file that says which checks are expected not to pass, why, and until when.
import { readFileSync } from 'node:fs'
import { type Static, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import type { Incident, Result, TargetSummary } from './result.js'
import { UsageError } from './usage-error.js'

const deviation = Type.Object(
  {
    id: Type.String({ minLength: 1 }),
    /** `mock`, `real`, or an issuer; any target where it is left out. */
    target: Type.Optional(Type.String({ minLength: 1 })),
    expect: Type.Union([
      Type.Literal('fail'),
      Type.Literal('warn'),
      Type.Literal('blocked'),
      Type.Literal('inconclusive'),
      Type.Literal('skip'),
    ]),
    reason: Type.String({ minLength: 1 }),
    link: Type.Optional(Type.String({ pattern: '^https?://' })),
    until: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  },
  { additionalProperties: false },
)

/** One entry of the file. */
export type Deviation = Static<typeof deviation>

const validate = new Ajv({ allErrors: true }).compile<Deviation[]>(Type.Array(deviation))

/** @throws UsageError with the file and what is wrong with it */
export const readDeviations = (path: string): readonly Deviation[] => {
  let value: unknown
  try {
    // An unquoted date is a date to YAML: the core schema keeps it a text.
    value = parse(readFileSync(path, 'utf8'), { schema: 'core' }) ?? []
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new UsageError(code === 'ENOENT' ? `${path}: no such file` : `${path}: ${message.split('\n')[0]}`)
  }
  if (validate(value)) return value
  const [first] = validate.errors ?? []
  const extra = Object(first?.params).additionalProperty as unknown
  const what = extra === undefined ? first?.message : `unknown key ${String(extra)}`
  throw new UsageError(`${path}: entry ${first?.instancePath.split('/')[1] ?? 0}: ${what}`)
}

/** Results with the deviations that cover them, and what is wrong with the list itself. */
export interface Judgement {
  readonly results: readonly Result[]
  readonly incidents: readonly Incident[]
}

const concerns = ({ target }: Deviation, { kind, issuer }: TargetSummary): boolean =>
  target === undefined || target === kind || target === issuer

/**
 * An entry that is expired, or whose check passes now, is an incident: the list tells the truth or the run fails.
 *
 * @param today `2026-01-31`
 */
export const applyDeviations = (
  results: readonly Result[],
  deviations: readonly Deviation[],
  target: TargetSummary,
  today: string,
): Judgement => {
  const incidents: Incident[] = []
  const covering = new Map<string, Deviation>()
  for (const entry of deviations.filter((candidate) => concerns(candidate, target))) {
    const result = results.find(({ id }) => id === entry.id)
    // Not part of this run: nothing is known about it.
    if (result === undefined) continue
    if (entry.until !== undefined && entry.until < today) {
      incidents.push({ kind: 'deviation', message: `${entry.id}: the known deviation expired on ${entry.until}` })
    } else if (result.verdict === entry.expect) {
      covering.set(entry.id, entry)
    } else if (result.verdict === 'pass') {
      incidents.push({
        kind: 'deviation',
        message: `${entry.id}: the known deviation no longer happens: delete its entry (${entry.reason})`,
      })
    }
  }
  return {
    results: results.map((result) => {
      const entry = covering.get(result.id)
      if (entry === undefined) return result
      const { reason, link, until } = entry
      return {
        ...result,
        deviation: { reason, ...(link !== undefined && { link }), ...(until !== undefined && { until }) },
      }
    }),
    incidents,
  }
}

/** Ids in the list that no check has. */
export const unknownDeviations = (deviations: readonly Deviation[], ids: readonly string[]): readonly string[] =>
  deviations.map(({ id }) => id).filter((id) => !ids.includes(id))

/** An entry to paste for a result that is not covered yet. */
export const suggestedEntry = ({ id, verdict }: Result, { kind }: TargetSummary): string =>
  [`- id: ${id}`, `  target: ${kind}`, `  expect: ${verdict}`, '  reason: …', '  link: https://…', '  until: …'].join(
    '\n',
  )
