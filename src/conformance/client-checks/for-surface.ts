// Which checks a run on a client of some kind is about, and the whole table with every id once.
import type { ClientCheck, Surface } from './client-check.js'
import { clientChecks } from './index.js'
import { serviceChecks } from './service/index.js'

const withoutIdsOf = (checks: readonly ClientCheck[], others: readonly ClientCheck[]): readonly ClientCheck[] => {
  const taken = new Set(others.map(({ id }) => id))
  return checks.filter(({ id }) => !taken.has(id))
}

/** Those for this kind of client first; the others are there to be named as skipped. */
export const checksFor = (surface: Surface): readonly ClientCheck[] =>
  surface === 'service'
    ? [...serviceChecks, ...withoutIdsOf(clientChecks, serviceChecks)]
    : [...clientChecks, ...withoutIdsOf(serviceChecks, clientChecks)]

/** For people and for service apps: what is looked at is the same. */
const forServicesToo = (check: ClientCheck): ClientCheck => {
  const [first, ...rest] = check.surfaces
  return serviceChecks.some(({ id }) => id === check.id) ? { ...check, surfaces: [first, ...rest, 'service'] } : check
}

/** Every check of the published table once, whatever clients it is for. */
export const allClientChecks: readonly ClientCheck[] = [
  ...clientChecks.map(forServicesToo),
  ...withoutIdsOf(serviceChecks, clientChecks),
]
