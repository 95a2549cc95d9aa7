// What calls of the admin listener read and answer.

import { AdminRefusal } from '../controls/refusal.js'
import type { Answer, Ask } from '../exchange.js'

export const ok = (json: unknown): Answer => ({ status: 200, headers: { 'cache-control': 'no-store' }, json })
export const done: Answer = { status: 204, empty: true }

/** A JSON object or list. */
export const readJson = ({ body }: Ask): object => {
  if (body.kind === 'json' && typeof body.value === 'object' && body.value !== null) return body.value
  throw new AdminRefusal('send JSON with content-type: application/json')
}
