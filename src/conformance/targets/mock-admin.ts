// The admin listener of a running mock, over HTTP.
import { UsageError } from '../usage-error.js'
import type { Transport } from '../wire/transport.js'
import { Unreachable } from '../wire/wire.js'

/** Its calls. */
export interface MockAdmin {
  readonly url: string
  /** The answer's JSON; undefined where it has none. @throws Unreachable for anything but success */
  send(method: string, path: string, body?: object): Promise<unknown>
}

/** Without a trailing slash. @throws UsageError */
export const mockIssuer = (issuer: string): string => {
  if (URL.canParse(issuer) && /^https?:$/.test(new URL(issuer).protocol)) return issuer.replace(/\/+$/, '')
  throw new UsageError(`the issuer "${issuer}" is not an http or https URL`)
}

/** The mock's own default: 6583 beside 6582. */
export const adminBeside = (issuer: string): string => {
  const url = new URL(issuer)
  return `http://${url.hostname}:${Number(url.port || 6582) + 1}`
}

export const adminAt = (base: string, transport: Transport, timeoutMs: number): MockAdmin => {
  const url = base.replace(/\/+$/, '')
  return {
    url,
    send: async (method, path, body) => {
      const headers = { 'content-type': 'application/json' }
      const request = { method, url: url + path, ...(body && { headers, body: JSON.stringify(body) }) }
      const { status, text } = await transport.send(request, { timeoutMs })
      if (status < 200 || status > 299) {
        throw new Unreachable(`${method} ${url}${path} answers ${status} ${text.slice(0, 200)}`.trim())
      }
      return text === '' ? undefined : (JSON.parse(text) as unknown)
    },
  }
}
