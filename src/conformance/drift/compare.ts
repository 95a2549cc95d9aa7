// Two snapshots side by side: each difference gets a name that says who it hurts.
import { isDeepStrictEqual } from 'node:util'
import type { Trace } from './normalise.js'
import type { CheckTrace, Snapshot } from './snapshot.js'

/**
 * mock-laxer: apps pass on the mock and break in production · mock-stricter: the other way round · shape: a member, header, cookie,
 * status or error code differs · text: wording only · real-changed: a real org no longer does what was recorded · not comparable: why.
 */
export const differenceClasses = [
  'mock-laxer',
  'mock-stricter',
  'real-changed',
  'shape',
  'text',
  'not comparable',
] as const
export type DifferenceClass = (typeof differenceClasses)[number]

/** One difference. */
export interface Difference {
  readonly check: string
  readonly class: DifferenceClass
  /** `status of POST /oauth2/v1/token`. */
  readonly what: string
  readonly left: string
  readonly right: string
}

/** What two runs differ in. */
export interface Drift {
  readonly left: Snapshot['target'] & { readonly recordedAt: string }
  readonly right: Snapshot['target'] & { readonly recordedAt: string }
  /** Checks that both saw alike. */
  readonly same: number
  readonly differences: readonly Difference[]
}

/** Differences that make a run red: everything that could break an app. */
export const breaking: readonly DifferenceClass[] = ['mock-laxer', 'mock-stricter', 'real-changed', 'shape']

type Found = Omit<Difference, 'check'>

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))

/** Whether the server did what it was asked. */
const accepted = ({ status, error, body }: Trace): boolean =>
  error === undefined && status < 400 && !(body === '<html>' && status >= 400)

/** Members that only one has, or whose values differ, as paths. */
const shapeDifferences = (
  left: unknown,
  right: unknown,
  path: string,
): readonly (readonly [string, unknown, unknown])[] => {
  if (isDeepStrictEqual(left, right)) return []
  const both = [left, right].every((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  if (!both) return [[path, left, right]]
  const [a, b]: readonly [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>] = [
    Object(left),
    Object(right),
  ]
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return names.flatMap((name) => shapeDifferences(a[name], b[name], path === '' ? name : `${path}.${name}`))
}

/** The error's text is compared apart, and an error in the body as a part of the body. */
const comparable = ({ errorText: _text, error, ...rest }: Trace): object =>
  rest.redirect && error !== undefined ? { ...rest, error } : rest

const compareTraces = (left: Trace, right: Trace, mockIsLeft: boolean): readonly Found[] => {
  const at = ` of ${right.request}`
  const found = (kind: DifferenceClass, what: string, a: unknown, b: unknown): Found => ({
    class: kind,
    what: `${what}${at}`,
    left: show(a),
    right: show(b),
  })
  if (accepted(left) !== accepted(right)) {
    const kind = accepted(left) === mockIsLeft ? 'mock-laxer' : 'mock-stricter'
    const outcome = ({ status, error }: Trace): string => [status, error].filter(Boolean).join(' ')
    return [found(kind, 'outcome', outcome(left), outcome(right))]
  }
  const { errorText: leftText } = left
  const { errorText: rightText } = right
  return [
    ...shapeDifferences(comparable(left), comparable(right), '').map(([path, a, b]) => found('shape', path, a, b)),
    ...(leftText === rightText ? [] : [found('text', 'error text', leftText, rightText)]),
  ]
}

const compareChecks = (left: CheckTrace, right: CheckTrace, mockIsLeft: boolean): readonly Found[] => {
  const requests = ({ traces }: CheckTrace): readonly string[] => traces.map(({ request }) => request)
  const noted = shapeDifferences(left.observations, right.observations, '').map(
    ([path, a, b]): Found => ({ class: 'shape', what: `${path}, as noted`, left: show(a), right: show(b) }),
  )
  const undecided = [left, right].find(({ verdict }) => verdict === 'blocked' || verdict === 'flaky')
  if (undecided) {
    return [{ class: 'not comparable', what: `it was ${undecided.verdict}`, left: left.verdict, right: right.verdict }]
  }
  const paired = left.traces.flatMap((trace, index) => {
    const other = right.traces[index]
    return other && other.request === trace.request ? compareTraces(trace, other, mockIsLeft) : []
  })
  // Where one went another way, what came before tells why; if nothing does, say so.
  const otherWay = !isDeepStrictEqual(requests(left), requests(right)) && paired.length + noted.length === 0
  const parted: readonly Found[] = otherWay
    ? [{ class: 'not comparable', what: 'requests sent', left: show(requests(left)), right: show(requests(right)) }]
    : []
  return [...paired, ...noted, ...parted]
}

/** @param left the mock where one of the two is one; else the older */
export const compareSnapshots = (left: Snapshot, right: Snapshot): Drift => {
  const bothReal = left.target.kind === 'real' && right.target.kind === 'real'
  const mockIsLeft = left.target.kind === 'mock' || right.target.kind !== 'mock'
  const differences: Difference[] = []
  let same = 0
  for (const [check, seenLeft] of Object.entries(left.checks)) {
    const seenRight = right.checks[check]
    if (seenRight === undefined) continue
    const found = compareChecks(seenLeft, seenRight, mockIsLeft)
    if (found.length === 0) same += 1
    for (const one of found) {
      const kind = bothReal && breaking.includes(one.class) ? 'real-changed' : one.class
      differences.push({ check, ...one, class: kind })
    }
  }
  return {
    left: { ...left.target, recordedAt: left.recordedAt },
    right: { ...right.target, recordedAt: right.recordedAt },
    same,
    differences,
  }
}
