// Loaded into a Node client that --mitm starts: before 22.21 and 24.5 Node itself does not read HTTPS_PROXY, and most libraries
// do not either. Nothing else of the client is touched.
const { request } = require('node:http')
const { Agent } = require('node:https')

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const knowsProxies = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21)
const { HTTPS_PROXY, NO_PROXY = '' } = process.env

/** `fetch`. */
const sendFetch = () => {
  // Its constructor warns that it is experimental.
  const { EnvHttpProxyAgent, setGlobalDispatcher } = require('undici')
  setGlobalDispatcher(new EnvHttpProxyAgent())
}

/** Everything that is built on `https.request`. */
const sendHttps = () => {
  const proxy = new URL(HTTPS_PROXY)
  const direct = new Set(NO_PROXY.split(','))
  const connectDirectly = Agent.prototype.createConnection
  Agent.prototype.createConnection = function createConnection(options, callback) {
    const { host, port = 443 } = options
    if (direct.has(host) || direct.has(`${host}:${port}`)) return connectDirectly.call(this, options, callback)
    const place = `${host}:${port}`
    const asked = request({
      host: proxy.hostname,
      port: proxy.port,
      method: 'CONNECT',
      path: place,
      headers: { host: place },
      agent: false,
    })
    asked.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) callback(null, connectDirectly.call(this, { ...options, socket }))
      else callback(new Error(`the proxy answers ${statusCode} for ${place}`))
    })
    asked.once('error', callback)
    asked.end()
    return undefined
  }
}

if (HTTPS_PROXY && !knowsProxies) {
  sendHttps()
  try {
    sendFetch()
  } catch {
    // A Node that is too old for it: what uses fetch goes its own way, and the kit says so.
  }
}
