// A drift for people.
import { type Difference, type Drift, differenceClasses } from './compare.js'

const differenceLine = ({ class: kind, check, what, left, right }: Difference): string =>
  `${kind}  ${check}: ${what}\n      ${left}\n      ${right}`

/** `real (oie) of 2026-01-31` */
const side = ({ kind, engine, recordedAt }: Drift['left']): string =>
  `${kind}${engine ? ` (${engine})` : ''} of ${recordedAt.slice(0, 10)}`

/** Whole days between the two; an old record says little about an org of today. */
const apart = ({ left, right }: Drift): number =>
  Math.floor(Math.abs(Date.parse(left.recordedAt) - Date.parse(right.recordedAt)) / 86_400_000)

/** Differences, worst first, and their numbers. */
export const driftText = (drift: Drift): string => {
  const counts = differenceClasses
    .map((kind) => [drift.differences.filter((one) => one.class === kind).length, kind] as const)
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${kind}`)
  const lines = differenceClasses.flatMap((kind) =>
    drift.differences.filter((one) => one.class === kind).map(differenceLine),
  )
  return [
    ...lines,
    `${side(drift.left)} and ${side(drift.right)}, ${apart(drift)} days apart: ${drift.same} checks the same${counts.map((count) => `, ${count}`).join('')}`,
    '',
  ].join('\n')
}
