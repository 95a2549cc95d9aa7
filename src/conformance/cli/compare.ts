// `conformance compare A B`: two recorded runs, without running anything.
import { breaking, compareSnapshots } from '../drift/compare.js'
import { driftText } from '../drift/drift-text.js'
import { readSnapshot } from '../drift/snapshot.js'

/** @throws UsageError */
export const compare = (leftFile: string, rightFile: string): number => {
  const [left, right] = [readSnapshot(leftFile), readSnapshot(rightFile)]
  const mockLeft = left.target.kind === 'mock' || right.target.kind !== 'mock'
  const drift = mockLeft ? compareSnapshots(left, right) : compareSnapshots(right, left)
  process.stdout.write(driftText(drift))
  if (drift.differences.some((difference) => breaking.includes(difference.class))) return 1
  // Two runs without a check in common say nothing.
  return drift.same + drift.differences.length === 0 ? 3 : 0
}
