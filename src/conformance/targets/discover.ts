// Finds out what is at an issuer's URL before any check runs.
import { members, type WireRequest, type WireResponse } from '../wire/exchange.js'
import type { RawResponse, Transport } from '../wire/transport.js'
import { Unreachable } from '../wire/wire.js'
import { type Metadata, metadataProblem, readMetadata } from './metadata.js'

/** What an issuer says of itself. */
export interface Discovered {
  readonly metadata: Metadata
  readonly dialect: 'okta' | 'openid'
  readonly engine?: 'oie' | 'classic'
}

const fetched = async (transport: Transport, url: string, timeoutMs: number): Promise<WireResponse> => {
  const request: WireRequest = { method: 'GET', url, headers: { accept: 'application/json' } }
  return asResponse(request, await transport.send(request, { timeoutMs }))
}

const asResponse = (request: WireRequest, raw: RawResponse): WireResponse => ({
  ...raw,
  request,
  json: parse(raw.text),
  header: (name) => raw.headers.find(([key]) => key === name)?.[1],
  exchange: { number: 0, purpose: 'setup', durationMs: 0, request: { ...request, headers: {} } },
})

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `pipeline` is idx on Identity Engine and v1 on Classic (S-071). */
const engineOf = (response: WireResponse): Pick<Discovered, 'dialect' | 'engine'> => {
  if (response.status !== 200) return { dialect: 'openid' }
  const { pipeline } = members(response)
  if (pipeline === 'idx') return { dialect: 'okta', engine: 'oie' }
  return pipeline === 'v1' ? { dialect: 'okta', engine: 'classic' } : { dialect: 'openid' }
}

/** @param timeoutMs milliseconds for each answer @throws Unreachable with one line if nothing usable answers */
export const discover = async (transport: Transport, issuer: string, timeoutMs: number): Promise<Discovered> => {
  const response = await fetched(transport, `${issuer}/.well-known/openid-configuration`, timeoutMs)
  const problem = metadataProblem(response)
  if (problem !== undefined) throw new Unreachable(problem)
  const organization = await fetched(transport, `${new URL(issuer).origin}/.well-known/okta-organization`, timeoutMs)
  return { metadata: readMetadata(members(response), issuer), ...engineOf(organization) }
}
