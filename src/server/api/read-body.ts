// JSON bodies of requests.
import type { Ask } from '../exchange.js'
import { refuse } from './catalogue.js'

/** A JSON object that came in: nothing is known of its members. */
export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The body as an object; refuses what is no JSON (S-031), no well-formed JSON or no object (S-301). */
export const readObject = ({ body }: Pick<Ask, 'body'>): JsonObject => {
  if (body.kind === 'json' && isObject(body.value)) return body.value
  if (body.kind === 'form' || body.kind === 'other') {
    return refuse('mediaTypeMismatch', { reason: 'the body must be JSON: send content-type: application/json' })
  }
  return refuse('bodyMalformed', {
    reason: body.kind === 'none' ? 'the body is empty: send a JSON object' : 'the body is no JSON object',
  })
}

/** The object at a member; empty where there is none. */
export const objectAt = (object: JsonObject, member: string): JsonObject => {
  const value = object[member]
  return isObject(value) ? value : {}
}
