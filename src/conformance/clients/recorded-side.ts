// The org's side of logins, with what a report has to tell of it beside what browser and client say: faults, and the second issuer.
import type { ClientOrg } from './org/client-org.js'
import type { OrgSide } from './org-side.js'
import type { Recorder } from './recorder.js'

/** Whatever is switched on at the org, or in front of it, stands in the record. */
const withFaults = (side: OrgSide, recorder: Recorder, where: 'admin' | 'proxy'): OrgSide => {
  const { faults } = side
  if (faults === undefined) return side
  const arm: typeof faults.arm = async (ids, times) => {
    for (const id of ids) recorder.fault(id, where)
    await faults.arm(ids, times)
  }
  return { ...side, faults: { ...faults, arm } }
}

/** What the client asked there stands in the record where the kit looked. */
const withJournal = (side: OrgSide, recorder: Recorder): OrgSide => {
  const { journal } = side
  if (journal === undefined) return side
  const since: typeof journal.since = async (moment) => {
    const seen = await journal.since(moment)
    recorder.elsewhere(seen)
    return seen
  }
  return { ...side, journal: { ...journal, since } }
}

/** Everything about it is kept by the recorder. */
export const recordedSide = ({ side, second, relay }: ClientOrg, recorder: Recorder): OrgSide => ({
  ...withFaults(side(recorder.wire), recorder, relay ? 'proxy' : 'admin'),
  ...(second && { second: withJournal(second.side(recorder.wire), recorder) }),
})
