// What a run saw, redacted and normalised, to compare with what another run saw: today and later, mock and real.
import { readFileSync } from 'node:fs'
import type { Report, Verdict } from '../result.js'
import { UsageError } from '../usage-error.js'
import { placeholder, type Trace, traceOf } from './normalise.js'

/** One check's part. */
export interface CheckTrace {
  readonly verdict: Verdict
  readonly observations: Readonly<Record<string, unknown>>
  readonly traces: readonly Trace[]
}

/** The whole file; it names no org. */
export interface Snapshot {
  readonly schema: 'mockta-conformance-snapshot/1'
  /** ISO 8601. */
  readonly recordedAt: string
  readonly kitVersion: string
  readonly target: {
    readonly kind: 'mock' | 'real'
    readonly dialect: 'okta' | 'openid'
    readonly engine?: 'oie' | 'classic'
  }
  readonly checks: Readonly<Record<string, CheckTrace>>
}

/** Placeholders also in what checks noted themselves. */
const normalised = (value: unknown, issuer: string): unknown => {
  if (typeof value === 'string') return placeholder(value, issuer)
  if (Array.isArray(value)) return value.map((item) => normalised(item, issuer))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, normalised(item, issuer)]))
}

/** Skipped checks saw nothing; sign-in is not compared, since each target has its own way. */
export const snapshotOf = ({ results, target, startedAt, kit }: Report): Snapshot => {
  const { kind, dialect, engine, issuer } = target
  const checks = results
    .filter(({ verdict }) => verdict !== 'skip')
    .map(({ id, verdict, observations, exchanges }) => {
      const noted = Object.fromEntries(observations.map(({ name, value }) => [name, normalised(value, issuer)]))
      const traces = exchanges.filter(({ purpose }) => purpose === 'check').flatMap((one) => traceOf(one, issuer) ?? [])
      return [id, { verdict, observations: noted, traces }] as const
    })
  return {
    schema: 'mockta-conformance-snapshot/1',
    recordedAt: startedAt,
    kitVersion: kit.version,
    target: { kind, dialect, ...(engine && { engine }) },
    checks: Object.fromEntries(checks),
  }
}

/** @throws UsageError if it is no snapshot */
export const readSnapshot = (path: string): Snapshot => {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new UsageError(code === 'ENOENT' ? `${path}: no such file` : `${path} is not JSON: ${message}`)
  }
  if (Object(value).schema !== 'mockta-conformance-snapshot/1') {
    throw new UsageError(`${path} is not a snapshot of this version: record it again with --record`)
  }
  return value as Snapshot
}
