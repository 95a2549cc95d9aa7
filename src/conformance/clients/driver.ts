// One way to drive a client under test: a web app by URL, a single-page app in a browser, a library behind an adapter.
import type { ClientFacts, Pairs, Surface } from '../client-checks/client-check.js'

/** Who the client says is signed in: the inside witness. */
export type Outcome =
  | { readonly kind: 'signed-in'; readonly user: string }
  /** Signed out, and the client said no. `reason` is what it said: a note, never a verdict. */
  | { readonly kind: 'rejected'; readonly reason?: string }
  /** Neither: a time-out, a 5xx, a blank page, "ok" without tokens. */
  | { readonly kind: 'undecided'; readonly what: string }

/** Where a client sent its user to sign in. */
export interface AuthorizationStart {
  /** As the client wrote it. */
  readonly url: string
  readonly params: Pairs
  /** The client pushed its parameters or signed them, so that a browser cannot change them. */
  readonly sealed: boolean
}

/** An answer of the org on its way back to the client. */
export interface Delivery {
  readonly redirectUri: string
  readonly channel: 'query' | 'fragment' | 'form_post' | 'okta_post_message'
  readonly params: Pairs
}

/** How the client took it, before it is asked who is signed in. */
export interface Delivered {
  /** The receipt: the client's side of the exchange, for the report. */
  readonly receipt: string
  /** What it said by itself: an adapter's answer, a status of 4xx, an error on the page. */
  readonly outcome?: Outcome
  /** Every URL that the client's side showed a browser on the way, in order. */
  readonly visited: readonly string[]
  /** The HTML that the person is shown in the end, where the driver sees one. */
  readonly page?: string
}

/** One browser, or one session of a library: what belongs to one person at one machine. */
export interface Agent {
  /** At the client's first issuer, if not told otherwise. @throws Blocked where the client starts no login */
  start(options?: { readonly returnTo?: string; readonly issuer?: 'second' }): Promise<AuthorizationStart>
  deliver(delivery: Delivery): Promise<Delivered>
  /** Asks who is signed in. */
  probe(): Promise<Outcome>
  /** Only where the driver has the ability. */
  refresh?(): Promise<Outcome>
  logout?(): Promise<AuthorizationStart | undefined>
  /** Makes the client call an API with its access token. */
  callApi?(): Promise<void>
  /** Opens a page of the client's, as a link from elsewhere would. Only in a browser, as the next two. */
  visit?(url: string): Promise<Delivered>
  /** A window of this origin sends the client's window a message. */
  message?(origin: string, params: Pairs): Promise<Delivered>
  /** Whether the client's scripts have sent this text to the org. */
  hasSent?(text: string): boolean
  /** Asks who is signed in in a browser that has these cookies and nothing else. */
  probeWith?(cookies: Kept['cookies']): Promise<Outcome>
  /** What a browser kept: cookies with their attributes, storage, history. */
  readonly kept: () => Promise<Kept>
  close(): Promise<void>
}

/** What the client left in the browser. Values are redacted where they are written down. */
export interface Kept {
  readonly cookies: readonly {
    readonly name: string
    readonly value: string
    readonly httpOnly: boolean
    readonly secure: boolean
    readonly sameSite: string | undefined
  }[]
  /** The address bar, and what lies behind it. */
  readonly history: readonly string[]
  /** Requests to anybody but the client and the org, with their Referer. */
  readonly thirdParty: readonly { readonly url: string; readonly referer: string | undefined }[]
  /** What scripts stored for the page's origin; only in a browser. */
  readonly storage?: readonly { readonly name: string; readonly value: string }[]
}

/** What a client can be told to do, or is known to do, beside signing in. */
export type DriverAbility =
  | 'refresh'
  | 'logout'
  | 'userinfo'
  | 'return-to'
  | 'dpop'
  | 'post-message'
  /** What it left in a browser can be taken to another one. */
  | 'cookies'
  /** Each agent reads discovery and keys anew. */
  | 'cold-start'
  /** It can be told to sign in at its second issuer. */
  | 'second-issuer'

/** A client that signs people in, and how to drive it. */
export interface Driver {
  readonly surface: Exclude<Surface, 'service'>
  readonly name: string
  /** Redirect URIs that belong to the client: one for all its issuers, or one for each. */
  readonly redirectUris: readonly string[]
  readonly clientId: string
  readonly facts: Pick<ClientFacts, 'confidential' | 'issuers' | 'sharesRedirectUri' | 'scopes' | 'givesUpAfterMs'>
  readonly abilities: ReadonlySet<DriverAbility>
  open(): Promise<Agent>
  /** Where it is read who is signed in, if that is a URL: known for sure after a login only. */
  probedAt?(): string
  close(): Promise<void>
}
