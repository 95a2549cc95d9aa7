// An adapter as a server: POST /<op> with a message, and its answer as the body.
import { Blocked } from '../../outcome.js'
import { createTransport } from '../../wire/transport.js'
import { Unreachable } from '../../wire/wire.js'
import type { Carrier } from './channel.js'

/** Milliseconds after which a connection is given up; the channel's own patience is shorter for all but the first answer. */
const longestMs = 90_000

/** @param url without the operation: `http://localhost:9000` */
export const createHttpCarrier = (url: string): Carrier => {
  const transport = createTransport()
  const base = url.replace(/\/+$/, '')
  const closing = new AbortController()
  return {
    carry: async (message) => {
      const target = `${base}/${message.op}`
      try {
        const { status, text } = await transport.send(
          {
            method: 'POST',
            url: target,
            headers: { 'content-type': 'application/json', accept: 'application/json' },
            body: JSON.stringify(message),
          },
          { timeoutMs: longestMs, signal: closing.signal },
        )
        if (status !== 200) throw new Blocked(`answered ${status} to POST ${target}`)
        return text
      } catch (error) {
        if (error instanceof Unreachable) throw new Blocked(`cannot be reached at ${target}: ${error.message}`)
        throw error
      }
    },
    complaint: () => undefined,
    close: async () => {
      closing.abort()
      await transport.close()
    },
  }
}
