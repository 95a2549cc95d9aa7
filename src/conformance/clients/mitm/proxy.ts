// The proxy between a client and its org: opens connections to the org, and passes all others through as they are.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { KeyedCertificate } from '../../../server/tls/certificates.js'
import type { WireRequest } from '../../wire/exchange.js'
import type { RawResponse } from '../../wire/transport.js'

export interface Proxy {
  /** `http://127.0.0.1:…` */
  readonly url: string
  /** Why the client and the proxy cannot speak to each other. */
  trouble(): string | undefined
  close(): Promise<void>
}

interface Options {
  /** The org: `https://acme.okta.com`. */
  readonly origin: string
  /** Another origin that nobody is at: what is asked there is answered as if the org were asked. */
  readonly stray?: string
  readonly certificate: KeyedCertificate
  /** Whatever the client asks the org. @throws if there is no answer */
  readonly answer: (request: WireRequest) => Promise<RawResponse>
}

/** About one connection and not about the message (RFC 9110 7.6.1), or made anew where it is sent on. */
const ofTheConnection: ReadonlySet<string> = new Set(
  'connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding upgrade expect host content-length'.split(
    ' ',
  ),
)

const readRequest = async (incoming: IncomingMessage, origin: string): Promise<WireRequest> => {
  const body = await text(incoming)
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    ofTheConnection.has(name) || value === undefined ? [] : [[name, [value].flat().join(', ')] as const],
  )
  return {
    method: incoming.method ?? 'GET',
    url: `${origin}${incoming.url}`,
    headers: Object.fromEntries(headers),
    ...(body !== '' && { body }),
  }
}

const writeAnswer = ({ status, headers, text: body }: RawResponse, outgoing: ServerResponse): void => {
  const kept = headers.filter(([name]) => !ofTheConnection.has(name))
  const length = status === 204 || status === 304 ? [] : ['content-length', String(Buffer.byteLength(body))]
  outgoing.writeHead(status, [...kept.flat(), ...length]).end(body)
}

/** RFC 6761 6.5: nobody is there, and what a forged answer sends there must not leave. */
const isNowhere = (host: string): boolean => /(^|\.)example\.(com|net|org)$/.test(host)

const refuse = (socket: Duplex, why: string): void => {
  socket.end(`HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/plain\r\n\r\n${why}\n`)
}

/** Nothing of the org's is asked without TLS: whatever comes so is for others. */
const passHttpThrough = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
  const { method, url = '', headers } = incoming
  if (!/^http:\/\//.test(url)) {
    outgoing.writeHead(400, { 'content-type': 'text/plain' }).end('This is a proxy.\n')
    return
  }
  const forwarded = request(url, { method, headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(outgoing)
  })
  forwarded.on('error', ({ message }) => {
    if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(502, { 'content-type': 'text/plain' }).end(`${message}\n`)
  })
  incoming.pipe(forwarded)
}

/** Listens on the loopback address alone. */
export const startProxy = async ({ origin, stray, certificate, answer }: Options): Promise<Proxy> => {
  const sockets = new Set<Duplex>()
  const keep = (socket: Duplex): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Whoever breaks off has no answer to wait for.
    socket.on('error', () => socket.destroy())
  }

  let opened = 0
  let asked = 0
  const inside = createSecureServer(certificate, (incoming, outgoing) => {
    asked += 1
    readRequest(incoming, origin)
      .then(answer)
      .then((answered) => writeAnswer(answered, outgoing))
      .catch((error: unknown) => {
        if (outgoing.headersSent || outgoing.destroyed) return outgoing.destroy()
        const { message } = error as Error
        outgoing.writeHead(502, { 'content-type': 'text/plain' }).end(`the proxy has no answer: ${message}\n`)
      })
  })
  inside.on('secureConnection', keep)

  const outside = createServer(passHttpThrough)
  outside.on('connection', keep)
  outside.on('connect', ({ url = '' }: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!URL.canParse(`https://${url}`)) return refuse(socket, `"${url}" is no host and port`)
    const place = new URL(`https://${url}`)
    if (isNowhere(place.hostname)) return refuse(socket, `${place.hostname} is nowhere`)
    const established = (): void => void socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (place.origin === origin || place.origin === stray) {
      opened += 1
      if (head.length > 0) socket.unshift(head)
      established()
      inside.emit('connection', socket)
      return
    }
    const through = connect({ host: place.hostname.replace(/^\[|\]$/g, ''), port: Number(place.port || 443) })
    keep(through)
    through.once('connect', () => {
      established()
      through.write(head)
      through.pipe(socket)
      socket.pipe(through)
    })
    through.once('error', ({ message }) => refuse(socket, message))
    socket.on('close', () => through.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    outside.once('error', reject)
    outside.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(outside.address() as AddressInfo).port}`,
    trouble: () => {
      if (opened === 0) return 'nothing of the client came to the proxy, which HTTPS_PROXY names'
      // Who does not trust a certificate leaves, and does not say why.
      return asked === 0
        ? 'the client came to the proxy and asked nothing: it does not trust the authority that NODE_EXTRA_CA_CERTS and SSL_CERT_FILE name'
        : undefined
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => outside.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
