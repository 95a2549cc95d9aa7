// The answers that operations give: Okta says 200 where others say 201, with few exceptions.
import { createHash } from 'node:crypto'
import { type Answer, noStore } from '../exchange.js'

/** 200 and an object. */
export const ok = (json: unknown): Answer => ({ status: 200, headers: noStore, json })

/** 201 and the object that was made. */
export const created = (json: unknown): Answer => ({ status: 201, headers: noStore, json })

/** 200 and an empty object: what lifecycle operations say (S-335). */
export const done: Answer = { status: 200, headers: noStore, json: {} }

/** 204 without a content type. */
export const noContent: Answer = { status: 204, headers: noStore, empty: true }

/** A weak ETag of 64 hexadecimal digits (S-321). */
export const etagOf = (json: unknown): string =>
  `W/"${createHash('sha256').update(JSON.stringify(json)).digest('hex')}"`

/** 200 with an ETag. */
export const okWithEtag = (json: unknown): Answer => ({
  status: 200,
  headers: { ...noStore, etag: etagOf(json) },
  json,
})
