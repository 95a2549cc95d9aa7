// One line of the surface: which endpoint answers which method of which URL.
import type { Endpoint } from '../exchange.js'

/** `path` in find-my-way's syntax: `/api/v1/users/:userId`, or ending in `*`. */
export interface Route {
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[]
  readonly path: string
  readonly endpoint: Endpoint
}

/** An endpoint whose module is loaded by the first request for it, so that it costs nothing at the start. */
export const lazily = (load: () => Promise<Endpoint>): Endpoint => {
  let endpoint: Endpoint | undefined
  return (ask, deps) => {
    if (endpoint) return endpoint(ask, deps)
    return load().then((loaded) => {
      endpoint ??= loaded
      return endpoint(ask, deps)
    })
  }
}
