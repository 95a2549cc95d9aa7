// GET and POST /callback: where the printed authorize URL ends, showing what arrived.
import type { Endpoint } from '../exchange.js'
import { callbackPage } from '../pages/callback-page.js'

export const callback: Endpoint = (ask, deps) => ({
  status: 200,
  ...callbackPage({
    method: ask.method === 'POST' ? 'POST' : 'GET',
    query: [...ask.query],
    form: ask.body.kind === 'form' ? [...ask.body.params] : [],
    orgUrl: deps.url,
    nonce: deps.random.bytes(16).toString('base64url'),
  }),
})
