// An allowed call of an operation: what its handler gets.
import type { Deps } from '../deps.js'
import type { Answer, Ask } from '../exchange.js'
import type { Caller } from './caller.js'

/** Credentials, scope and role were checked. */
export interface Call {
  readonly ask: Ask
  readonly deps: Deps
  readonly caller: Caller
  /** `self`: only objects of the caller. */
  readonly reach: 'all' | 'self'
  /** Values of the path's placeholders. */
  readonly values: Readonly<Record<string, string>>
}

/** Answers an operation. */
export type Operate = (call: Call) => Answer | Promise<Answer>
