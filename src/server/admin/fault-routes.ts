// The admin listener's /faults: list, switch on, switch off.

import type { Admin } from '../controls/admin.js'
import { AdminRefusal } from '../controls/refusal.js'
import type { Ask } from '../exchange.js'
import type { Arming } from '../faults/faults.js'
import type { Route } from '../http/route.js'
import { done, ok, readJson } from './exchange.js'

const known: ReadonlySet<string> = new Set(['count', 'clientId', 'probability', 'seed'])

const toArming = (value: object): Arming => {
  const unknown = Object.keys(value).find((name) => !known.has(name))
  if (unknown !== undefined) throw new AdminRefusal(`"${unknown}" is not one of ${[...known].join(', ')}`)
  return value
}

const readArming = (ask: Ask): Arming => (ask.body.kind === 'none' ? {} : toArming(readJson(ask)))

/** `[{ "id": "token-429", "count": 2 }, …]` */
const readList = (ask: Ask): readonly { readonly id: string; readonly arming: Arming }[] => {
  const value = readJson(ask)
  if (!Array.isArray(value)) throw new AdminRefusal('send a list: [{ "id": "token-429", "count": 2 }]')
  return value.map((item: unknown) => {
    const { id, ...arming } = Object(item) as { readonly id?: unknown }
    if (typeof id !== 'string') throw new AdminRefusal('each fault in the list needs its id')
    return { id, arming: toArming(arming) }
  })
}

/** @param admin the org's controls */
export const createFaultRoutes = (admin: Admin): readonly Route[] => [
  { methods: ['GET'], path: '/faults', endpoint: async () => ok(await admin.faults()) },
  {
    methods: ['PUT'],
    path: '/faults',
    endpoint: async (ask) => {
      const list = readList(ask)
      admin.clearFaults()
      for (const { id, arming } of list) await admin.armFault(id, arming)
      return ok(await admin.faults())
    },
  },
  {
    methods: ['DELETE'],
    path: '/faults',
    endpoint: () => {
      admin.clearFaults()
      return done
    },
  },
  {
    methods: ['POST'],
    path: '/faults/:faultId',
    endpoint: async (ask) => {
      await admin.armFault(ask.route.faultId ?? '', readArming(ask))
      return done
    },
  },
  {
    methods: ['DELETE'],
    path: '/faults/:faultId',
    endpoint: (ask) => {
      admin.disarmFault(ask.route.faultId ?? '')
      return done
    },
  },
]
