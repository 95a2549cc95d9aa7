// The key sets that apps keep at their jwks_uri: the only thing that a request can make an org fetch.
import type { JWK, RemoteJWKSet } from 'jose'

/** How an org reaches the network: `fetch`, or what stands in for it. */
export type Fetch = (
  url: string,
  options: Pick<RequestInit, 'headers' | 'method' | 'redirect' | 'signal'>,
) => Promise<Response>

/** Key sets by their URI. */
export interface RemoteKeySets {
  /**
   * The keys at a URI, from memory unless they are older than ten minutes or `fresh` ones are asked for.
   * Rejects with an error whose message says why there are none.
   */
  read(uri: string, age: 'any' | 'fresh'): Promise<readonly JWK[]>
}

/** Milliseconds. */
const patience = 5000

/** Redirects are not followed: an app registered this URI and no other. */
const fetchOk =
  (fetch: Fetch): Fetch =>
  async (url, options) => {
    const response = await fetch(url, options)
    if (response.status !== 200) throw new Error(`it answered ${response.status}`)
    return response
  }

/** The message, and that of the error behind it: fetch says no more than "fetch failed". */
const describe = (error: unknown): string => {
  const { message, cause } = Object(error) as { message?: unknown; cause?: unknown }
  const { code, message: deeper } = Object(cause) as { code?: unknown; message?: unknown }
  return [message, code ?? deeper].filter((part) => typeof part === 'string' && part !== '').join(': ')
}

export const createRemoteKeySets = (fetch: Fetch): RemoteKeySets => {
  const known = new Map<string, { readonly remote: RemoteJWKSet; keys?: readonly JWK[] }>()
  const open = async (uri: string) => {
    const { createRemoteJWKSet, customFetch } = await import('jose')
    const held = known.get(uri) ?? {
      remote: createRemoteJWKSet(new URL(uri), { timeoutDuration: patience, [customFetch]: fetchOk(fetch) }),
    }
    known.set(uri, held)
    return held
  }
  return {
    read: async (uri, age) => {
      try {
        const held = await open(uri)
        if (age === 'any' && held.remote.fresh && held.keys) return held.keys
        await held.remote.reload()
        held.keys = held.remote.jwks()?.keys ?? []
        return held.keys
      } catch (error) {
        throw new Error(describe(error), { cause: error })
      }
    },
  }
}
