// The few operations of Okta's management API that --provision uses, every one through a guarded wire.
import { members, type WireResponse } from '../wire/exchange.js'
import type { Wire } from '../wire/wire.js'
import type { Kind } from './journal.js'

/** The org does not let the API token do it. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** One org, with one API token. */
export interface OrgApi {
  /** @throws Refused with the org's own words */
  call(method: string, path: string, body?: object): Promise<WireResponse>
  /** Undefined where the org has no such object. @param key id, or a user's login @throws Refused */
  nameOf(kind: Kind, key: string): Promise<string | undefined>
  /** The id of the object that has exactly this name. @throws Refused */
  find(kind: Kind, name: string): Promise<string | undefined>
  /** Deactivates and deletes; one that is gone already is as good. @throws Refused */
  remove(kind: Kind, id: string): Promise<void>
}

const collections: Readonly<Record<Kind, string>> = {
  app: '/api/v1/apps',
  group: '/api/v1/groups',
  user: '/api/v1/users',
}

/** Where objects of a kind are. */
export const collectionOf = (kind: Kind): string => collections[kind]

const nameIn = (kind: Kind, object: unknown): unknown => {
  const { label, profile } = Object(object)
  const { name, login } = Object(profile)
  return { app: label, group: name, user: login }[kind]
}

export const createOrgApi = (wire: Wire, issuer: string, apiToken: string): OrgApi => {
  const send = (method: string, path: string, body?: object): Promise<WireResponse> =>
    wire.send(
      {
        method,
        url: `${issuer}${path}`,
        headers: {
          accept: 'application/json',
          authorization: `SSWS ${apiToken}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      },
      'setup',
    )

  const call: OrgApi['call'] = async (method, path, body) => {
    const response = await send(method, path, body)
    if (response.status < 300) return response
    const { errorCode, errorSummary } = members(response)
    throw new Refused(`${method} ${path} answers ${response.status} ${errorCode ?? ''}: ${errorSummary ?? ''}`)
  }

  /** Undefined where there is nothing; any other answer leaves open what there is. */
  const look = async (path: string): Promise<unknown> => {
    const { status, json } = await send('GET', path)
    if (status === 200) return json
    if (status === 404) return undefined
    throw new Refused(`GET ${path} answers ${status}`)
  }

  const nameOf: OrgApi['nameOf'] = async (kind, key) => {
    const name = nameIn(kind, await look(`${collections[kind]}/${encodeURIComponent(key)}`))
    return typeof name === 'string' ? name : undefined
  }

  return {
    call,
    nameOf,
    find: async (kind, name) => {
      const path = kind === 'user' ? `/${encodeURIComponent(name)}` : `?q=${encodeURIComponent(name)}`
      const found = [await look(collections[kind] + path)].flat().find((object) => nameIn(kind, object) === name)
      const { id } = Object(found)
      return typeof id === 'string' ? id : undefined
    },
    remove: async (kind, id) => {
      const path = `${collections[kind]}/${id}`
      // What is inactive already says so, and is deleted all the same.
      if (kind !== 'group') await send('POST', `${path}/lifecycle/deactivate`)
      const { status } = await send('DELETE', path)
      if (status >= 300 && status !== 404) throw new Refused(`DELETE ${path} answers ${status}`)
    },
  }
}
