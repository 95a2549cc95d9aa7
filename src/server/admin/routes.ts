// The admin listener's surface on one screen.
import type { Ask } from '../exchange.js'
import type { Route } from '../http/route.js'
import { lazily } from '../http/route.js'
import type { Admin, ClockChange } from './admin.js'
import { done, ok, readJson } from './exchange.js'
import { createFaultRoutes } from './fault-routes.js'
import { AdminRefusal } from './refusal.js'

const readClockChange = (ask: Ask): ClockChange => {
  const change = readJson(ask)
  if ('offsetSeconds' in change && typeof change.offsetSeconds === 'number')
    return { offsetSeconds: change.offsetSeconds }
  if ('now' in change && typeof change.now === 'string') return { now: change.now }
  throw new AdminRefusal('clock takes { "offsetSeconds": whole seconds } or { "now": "2026-01-01T00:00:00Z" }')
}

const readJournalFilter = ({ query }: Ask): { since?: number; clientId?: string } => {
  const since = query.get('since')
  const clientId = query.get('clientId')
  if (since !== undefined && !/^\d+$/.test(since))
    throw new AdminRefusal('since is the id of a journal entry: a whole number')
  return { ...(since !== undefined && { since: Number(since) }), ...(clientId !== undefined && { clientId }) }
}

/** @param admin the org's controls @param adminUrl where they are served */
export const createAdminRoutes = (admin: Admin<unknown>, adminUrl: string): readonly Route[] => [
  { methods: ['GET'], path: '/health', endpoint: () => ok({ status: 'ok' }) },
  { methods: ['GET'], path: '/org', endpoint: () => ok(admin.org()) },
  {
    methods: ['POST'],
    path: '/reset',
    endpoint: async () => {
      await admin.reset()
      return done
    },
  },
  { methods: ['GET'], path: '/journal', endpoint: (ask) => ok(admin.journal(readJournalFilter(ask))) },
  {
    methods: ['DELETE'],
    path: '/journal',
    endpoint: () => {
      admin.clearJournal()
      return done
    },
  },
  ...createFaultRoutes(admin),
  { methods: ['GET'], path: '/clock', endpoint: () => ok(admin.clock()) },
  { methods: ['PUT'], path: '/clock', endpoint: (ask) => ok(admin.setClock(readClockChange(ask))) },
  {
    methods: ['GET', 'POST'],
    path: '/callback',
    endpoint: lazily(async () => (await import('./callback.js')).createCallback(() => admin.journal(), adminUrl)),
  },
]
