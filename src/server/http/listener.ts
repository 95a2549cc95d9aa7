// A bound port, before anything is served on it: with port 0 the org's URL is known only now.
import { createServer, type Server, type ServerOptions } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A listening server without a handler yet. */
export interface Listener {
  readonly server: Server
  readonly port: number
  /** Stops accepting, lets what is running finish, closes idle connections. */
  close(): Promise<void>
}

/** Bytes of a request's head: a query of 20 kB must reach us to be refused in Okta's words. */
const maxHeaderSize = 65_536

/** After this many milliseconds connections that are still busy are cut. */
const patienceMs = 2000
const sweepMs = 50

// Node's own parser refuses these before there is a request; the answer keeps Okta's shape all the same.
const unreadable = (code: string | undefined): string => {
  const status = code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  const body = JSON.stringify({
    errorCode: 'E0000003',
    errorSummary: 'The request body was not well-formed.',
    errorLink: 'E0000003',
    errorId: 'oae0000000000000000000000',
    errorCauses: [],
  })
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`
}

/** A certificate and its key in PEM: the listener speaks https with them. */
export interface Credentials {
  readonly cert: string
  readonly key: string
}

const create = async (options: ServerOptions, credentials: Credentials | undefined): Promise<Server> =>
  credentials === undefined
    ? createServer(options)
    : (await import('node:https')).createServer({ ...options, cert: credentials.cert, key: credentials.key })

/** Binds `host:port`. Rejects with Node's error (EADDRINUSE …) if it cannot. */
export const listen = async (host: string, port: number, credentials?: Credentials): Promise<Listener> => {
  // A request without Host is answered like any other: Node's own refusal would have no body.
  const server = await create({ maxHeaderSize, requireHostHeader: false }, credentials)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable) socket.end(unreadable(error.code))
    else socket.destroy()
  })
  // So is one with an Expect that means nothing to us.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
  // Browsers connect before they have something to ask; to Node such a connection is not idle.
  const sockets = new Set<Socket>()
  server.on(credentials === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port: bound } = server.address() as AddressInfo
  return {
    server,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        // A connection is idle again when what runs on it has ended; Node looks only once, at the beginning.
        const sweep = setInterval(() => {
          server.closeIdleConnections()
          for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
        }, sweepMs)
        const cut = setTimeout(() => server.closeAllConnections(), patienceMs)
        server.close(() => {
          clearInterval(sweep)
          clearTimeout(cut)
          resolve()
        })
      }),
  }
}
