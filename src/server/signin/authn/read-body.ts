// The JSON body of a call to /api/v1/authn.
import { refuse } from '../../api/catalogue.js'
import type { Ask } from '../../exchange.js'

/** The body's text members; everything else reads as missing. */
export const readBody = ({ body, path }: Ask): ((name: string) => string | undefined) => {
  if (body.kind === 'malformed') return refuse('bodyMalformed', { reason: `${path}: the body is not JSON` })
  if (body.kind === 'form' || body.kind === 'other') {
    return refuse('mediaTypeMismatch', { reason: `${path} takes application/json` })
  }
  const members = new Map<string, unknown>(Object.entries(Object(body.kind === 'json' ? body.value : {})))
  return (name) => {
    const value = members.get(name)
    return typeof value === 'string' ? value : undefined
  }
}
