// From a client's file to a driver: one way for each kind.
import type { Surface } from '../client-checks/client-check.js'
import { lazyChromium } from '../targets/chromium.js'
import { createAdapterDriver } from './adapter/adapter-driver.js'
import { type Channel, openChannel, type Place } from './adapter/channel.js'
import type { Driver } from './driver.js'
import type { FileOf } from './file/client-file.js'
import type { Relay } from './mitm/relay.js'
import type { Registration } from './org/registration.js'
import type { Person } from './people.js'
import type { Recorder } from './recorder.js'
import { openService } from './service/open-service.js'
import type { ServiceDriver } from './service/service-driver.js'
import { createSpaDriver } from './spa/spa-driver.js'
import { guessProbe } from './web/guessed-probe.js'
import { createWebDriver } from './web/web-driver.js'

/** What a driver is made from. */
export interface ClientParts<Kind extends Surface> {
  readonly content: FileOf<Kind>
  /** Commands in the file start there: its own folder. */
  readonly directory: string
  readonly issuer: string
  readonly registration: Registration
  /** The client's second issuer, where there is one, and how it is registered there. */
  readonly second?: { readonly issuer: string; readonly registration: Registration }
  /** Everything that the kit says goes through it. */
  readonly recorder: Recorder
  /** CHROMIUM_PATH; default: where systems keep it. */
  readonly chromiumPath?: string
  /** PEM of the certificate authority that the client has to trust. */
  readonly caFile?: string
  /** Ends whatever waits for the client. */
  readonly signal: AbortSignal
  /** What a command is told of the org in its environment. */
  readonly env?: Readonly<Record<string, string>>
  /** What a page asks of the org goes through it. */
  readonly relay?: Relay['answer']
  /** Who can sign in: what a probe that is guessed looks for. */
  readonly people?: readonly Person[]
}

/** @throws Blocked if the client cannot be driven */
type Open<Kind extends Surface> = (parts: ClientParts<Kind>) => Promise<Driver | ServiceDriver>

const openWeb: Open<'web'> = async (parts) => {
  const { content, issuer, registration, second, recorder, people = [] } = parts
  const { client, probe } = content
  const { second_issuer: other } = client
  return createWebDriver(
    {
      name: client.name ?? new URL(client.start).host,
      start: client.start,
      callback: client.callback,
      clientId: registration.clientId,
      issuer,
      probe: probe ?? guessProbe(client.start, people),
      confidential: registration.authMethod !== 'none',
      ...(client.logout !== undefined && { logout: client.logout }),
      ...(client.returnTo !== undefined && { returnTo: client.returnTo }),
      ...(client.refresh !== undefined && { refresh: client.refresh }),
      ...(client.api !== undefined && { api: client.api }),
      ...(client.scopes && { scopes: client.scopes }),
      ...(client.timeout !== undefined && { givesUpAfterMs: client.timeout * 1000 }),
      ...(client.userinfo !== undefined && { userinfo: client.userinfo }),
      ...(other && {
        second: {
          callback: other.callback ?? client.callback,
          ...(second && { login: { start: other.start, issuer: second.issuer } }),
        },
      }),
    },
    recorder.wire,
  )
}

/** The same channel, whose messages are kept for the report. */
const recorded = (channel: Channel, recorder: Recorder): Channel => ({
  ask: async (request) => {
    const startedAt = performance.now()
    const keep = (reply?: object): void => recorder.message(request.op, request, reply, performance.now() - startedAt)
    try {
      const reply = await channel.ask(request)
      keep(reply)
      return reply
    } catch (error) {
      keep()
      throw error
    }
  },
  isOver: () => channel.isOver(),
  close: () => channel.close(),
})

const placeOf = ({ content: { client }, directory, caFile, env }: ClientParts<'library'>): Place => {
  if (client.url !== undefined) return { url: client.url }
  // Node adds it to those it knows; OpenSSL, Go and curl know it alone then, which is enough for one org.
  const trust = caFile && { NODE_EXTRA_CA_CERTS: caFile, SSL_CERT_FILE: caFile, CURL_CA_BUNDLE: caFile }
  return { command: client.command ?? '', directory, env: { ...trust, ...env } }
}

/** Who a library is at one issuer. */
const clientAt = ({ clientId, clientSecret, redirectUri }: Registration) => ({
  clientId,
  ...(clientSecret !== undefined && { clientSecret }),
  redirectUri,
})

const openLibrary: Open<'library'> = async (parts) => {
  const { content, issuer, registration, second, recorder, caFile, signal } = parts
  const { scopes, authMethod } = registration
  return createAdapterDriver(() => recorded(openChannel(placeOf(parts), { signal }), recorder), {
    issuer,
    ...clientAt(registration),
    scopes,
    auth: authMethod,
    pkce: content.client.pkce ?? true,
    responseType: content.client.response_type ?? 'code',
    ...(caFile !== undefined && { caFile }),
    ...(second && { second: { issuer: second.issuer, ...clientAt(second.registration) } }),
  })
}

/** An app of which nothing but a selector is known is looked at where its login ends, and at its root. */
const openSpa: Open<'spa'> = async (parts) => {
  const { content, issuer, registration, chromiumPath, caFile, relay } = parts
  const { client, probe } = content
  return createSpaDriver(
    {
      name: client.name ?? new URL(client.start).host,
      start: client.start,
      callback: client.callback,
      clientId: registration.clientId,
      issuer,
      probe,
      ...(client.logout !== undefined && { logout: client.logout }),
      ...(client.refresh !== undefined && { refresh: client.refresh }),
      ...(client.api !== undefined && { api: client.api }),
      ...(client.returnTo !== undefined && { returnTo: client.returnTo }),
      ...(client.userinfo !== undefined && { userinfo: client.userinfo }),
      ignoreCertificates: caFile !== undefined,
      ...(relay && { relay }),
    },
    lazyChromium({
      headless: true,
      what: 'a single-page app',
      ...(chromiumPath !== undefined && { path: chromiumPath }),
    }),
  )
}

const openers: { readonly [Kind in Surface]: Open<Kind> } = {
  web: openWeb,
  library: openLibrary,
  spa: openSpa,
  service: (parts) => openService({ ...parts, recorded: (channel) => recorded(channel, parts.recorder) }),
}

/** @throws Blocked */
export const openClient = (parts: ClientParts<Surface>): Promise<Driver | ServiceDriver> => {
  const open = openers[parts.content.client.kind] as Open<Surface>
  return open(parts)
}
