// The admin listener's surface on one screen.

import type { Admin, ClockChange } from '../controls/admin.js'
import type { SessionWish } from '../controls/create-session.js'
import { AdminRefusal } from '../controls/refusal.js'
import type { TokenWish } from '../controls/token-wish.js'
import type { Ask } from '../exchange.js'
import type { Route } from '../http/route.js'
import { lazily } from '../http/route.js'
import { done, ok, readJson } from './exchange.js'
import { createFaultRoutes } from './fault-routes.js'

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

const readSwitch = ({ query }: Ask, name: string): boolean => {
  const value = query.get(name) ?? 'false'
  if (value === 'true' || value === 'false') return value === 'true'
  throw new AdminRefusal(`${name} is true or false`)
}

/** @param admin the org's controls @param adminUrl where they are served */
export const createAdminRoutes = (admin: Admin, adminUrl: string): readonly Route[] => [
  { methods: ['GET'], path: '/health', endpoint: () => ok({ status: 'ok' }) },
  { methods: ['GET'], path: '/org', endpoint: () => ok(admin.org()) },
  // What the bodies say is checked by the calls themselves, for programs as for scripts.
  { methods: ['PATCH'], path: '/org', endpoint: async (ask) => ok(await admin.patchOrg(readJson(ask))) },
  {
    methods: ['POST'],
    path: '/tokens',
    endpoint: async (ask) => {
      const access_token = await admin.mintToken(readJson(ask) as TokenWish)
      return ok({ token_type: 'Bearer', access_token })
    },
  },
  {
    methods: ['DELETE'],
    path: '/tokens',
    endpoint: async ({ query }) => {
      await admin.revokeTokens({ clientId: query.get('clientId') ?? '' })
      return done
    },
  },
  {
    methods: ['POST'],
    path: '/sessions',
    endpoint: async (ask) => ok(await admin.createSession(readJson(ask) as SessionWish)),
  },
  {
    methods: ['POST'],
    path: '/keys/rotate',
    endpoint: async (ask) => ok(await admin.rotateKeys({ forget: readSwitch(ask, 'forget') })),
  },
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
