// What a listener serves: its routes, what it says where they end, and what it adds to every answer.
import type { Deps } from '../deps.js'
import type { Ask, Endpoint } from '../exchange.js'
import type { Route } from './route.js'

/** Header names are lower case. */
export type Headers = Readonly<Record<string, string>>

/** How a request is let in. */
export interface Admission {
  /** Answers in place of the endpoint. */
  readonly instead?: Endpoint
  /** Headers beside the answer's own, asked for when the answer is known. */
  headers(): readonly Headers[]
}

/** Everything that `createApp` needs to know of a listener. Refusals are thrown, as in any endpoint. */
export interface Surface {
  readonly routes: readonly Route[]
  /** OPTIONS at any path. */
  readonly options: Endpoint
  /** A path that no route has. */
  readonly notFound: Endpoint
  /** A method that the path's routes do not have. */
  readonly wrongMethod: Endpoint
  /** A request that could not be read: too large, cut. */
  readonly unreadable: (error: Error) => Endpoint
  /** Something that an endpoint threw and that is no refusal. */
  readonly broken: (cause: unknown) => Endpoint
  readonly admit: (ask: Ask, deps: Deps) => Admission
}
