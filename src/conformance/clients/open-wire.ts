// A wire for driving clients: the org and the client's own host may be spoken to, and nobody else.

import { createRunWire } from '../wire/create-wire.js'
import { freely } from '../wire/policy.js'
import { createRedactor } from '../wire/redact/redactor.js'
import { onlyHosts } from '../wire/rules/hosts.js'
import { createTransport } from '../wire/transport.js'
import type { Wire } from '../wire/wire.js'

/** A wire and its end. */
export interface OpenWire {
  readonly wire: Wire
  close(): Promise<void>
}

/** @param urls whose hosts may be spoken to. @param timeoutMs milliseconds for one request */
export const openWire = (
  urls: readonly string[],
  signal: AbortSignal,
  caFile?: string,
  timeoutMs?: number,
): OpenWire => {
  const usual = freely([...new Set(urls.map((url) => new URL(url).host))])
  const policy = { ...usual, timeoutMs: timeoutMs ?? usual.timeoutMs }
  const transport = createTransport(caFile === undefined ? {} : { caFile })
  const { wire } = createRunWire({
    transport,
    policy,
    rules: [onlyHosts(policy.hosts)],
    redactor: createRedactor(),
    signal,
    clock: () => performance.now(),
  }).forCheck()
  return { wire, close: () => transport.close() }
}
