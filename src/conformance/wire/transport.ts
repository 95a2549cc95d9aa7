// Sends one request over undici. Knows nothing of rules; follows no redirect.
import { readFileSync } from 'node:fs'
import type { LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import { Agent, request } from 'undici'
import type { WireRequest } from './exchange.js'
import { Unreachable } from './wire.js'

/** The bare answer. */
export interface RawResponse {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly text: string
}

/** One way to reach servers. */
export interface Transport {
  /** @throws Unreachable */
  send(
    request: WireRequest,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<RawResponse>
  close(): Promise<void>
}

interface Options {
  /** PEM of a certificate authority to trust beside the usual ones. */
  readonly caFile?: string
  /** Host name to IP address, in place of DNS. */
  readonly resolve?: Readonly<Record<string, string>>
}

const lookupIn =
  (table: Readonly<Record<string, string>>): LookupFunction =>
  (host, options, callback) => {
    const address = table[host]
    if (address === undefined) {
      callback(Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' }), '', 0)
      return
    }
    const family = address.includes(':') ? 6 : 4
    if (options.all) callback(null, [{ address, family }])
    else callback(null, address, family)
  }

const reason = (error: unknown): string => {
  const { code, message, cause } = error as { code?: string; message?: string; cause?: unknown }
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT' || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return 'no answer in time'
  }
  return message || (cause === undefined ? String(error) : reason(cause))
}

/** Bodies longer than this are not what an authorization server answers. */
const maxBodyBytes = 5_000_000

/** Over TCP, and TLS where the URL says so. */
export const createTransport = ({ caFile, resolve }: Options = {}): Transport => {
  const agent = new Agent({
    connections: 32,
    maxResponseSize: maxBodyBytes,
    connect: {
      ...(caFile !== undefined && { ca: [...rootCertificates, readFileSync(caFile, 'utf8')] }),
      ...(resolve && { lookup: lookupIn(resolve) }),
    },
  })
  return {
    send: async ({ method, url, headers, body }, { timeoutMs, signal }) => {
      const timeout = AbortSignal.timeout(timeoutMs)
      try {
        const response = await request(url, {
          dispatcher: agent,
          method: method as 'GET',
          ...(headers && { headers }),
          ...(body !== undefined && { body }),
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
          responseHeaders: 'raw',
        })
        const text = await response.body.text()
        const raw = response.headers as unknown as readonly (string | Buffer)[]
        const pairs: [string, string][] = []
        for (let index = 0; index < raw.length; index += 2) {
          pairs.push([String(raw[index]).toLowerCase(), String(raw[index + 1])])
        }
        return { status: response.statusCode, headers: pairs, text }
      } catch (error) {
        if (timeout.aborted && !signal?.aborted) {
          throw new Unreachable(`${new URL(url).host} gave no answer in ${timeoutMs / 1000} s`)
        }
        throw new Unreachable(`${new URL(url).host}: ${reason(error)}`)
      }
    },
    close: () => agent.close(),
  }
}
