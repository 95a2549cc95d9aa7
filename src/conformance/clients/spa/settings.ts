// What the kit is told about a single-page app.
import type { Relay } from '../mitm/relay.js'
import type { ProbeSettings } from '../web/probe.js'

/** Where a page says who is signed in. */
export interface SelectorProbe {
  /** A CSS selector: the element's text names the person; without it nobody is signed in. */
  readonly selector: string
  /** What is there while nobody is signed in; a page with neither says nothing. */
  readonly signedOut?: string
  /** The page to look at where the one that a login ends on does not have it; default: the root of the app's origin. */
  readonly page?: string
}

/** A single-page app under test. */
export interface SpaSettings {
  readonly name: string
  /** Where a login starts. */
  readonly start: string
  /** Where the org sends the browser back to. */
  readonly callback: string
  readonly clientId: string
  readonly issuer: string
  readonly probe: ProbeSettings | SelectorProbe
  /** The query parameter of `start` that says where to go after the login. */
  readonly returnTo?: string
  /** Where the app ends a session. */
  readonly logout?: string
  /** Something that makes the app use its refresh token. */
  readonly refresh?: string
  /** Something that makes the app call the org's API. */
  readonly api?: string
  /** Whether it asks for userinfo. */
  readonly userinfo?: boolean
  readonly issuers?: number
  /** The kit stands between the page and the org. */
  readonly relay?: Relay['answer']
  /** The org's certificate is of an authority that the browser does not know. */
  readonly ignoreCertificates?: boolean
}
