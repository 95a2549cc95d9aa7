// What a page's scripts ask the org goes through the kit: no proxy and no certificate is needed for that.
import type { Request, Route } from 'playwright-core'
import type { Relay } from '../mitm/relay.js'

/** Names in lower case; a browser joins values by comma, but for cookies. */
const asRecord = (headers: readonly (readonly [name: string, value: string])[]): Record<string, string> => {
  const record: Record<string, string> = {}
  for (const [name, value] of headers) {
    const before = record[name]
    record[name] = before === undefined ? value : `${before}${name === 'set-cookie' ? '\n' : ', '}${value}`
  }
  return record
}

/** About the message that came, not about what the page is given. */
const ofTheMessage: ReadonlySet<string> = new Set(['content-length', 'content-encoding', 'transfer-encoding'])

export const passOn = async (route: Route, request: Request, relay: Relay['answer']): Promise<void> => {
  try {
    const body = request.postData()
    const { status, headers, text } = await relay({
      method: request.method(),
      url: request.url(),
      headers: request.headers(),
      ...(body !== null && { body }),
    })
    const kept = headers.filter(([name]) => !ofTheMessage.has(name))
    await route.fulfill({ status, headers: asRecord(kept), body: text })
  } catch {
    // No answer, or the page has gone meanwhile.
    await route.abort().catch(() => undefined)
  }
}
