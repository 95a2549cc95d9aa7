// What an authorization request ended with, as the browser saw it.
import type { WireResponse } from '../wire/exchange.js'

/** How the answer reached the app. */
export type Channel = 'query' | 'fragment' | 'form_post' | 'web_message'

/** The app got an answer: parameters by whichever channel. */
export interface AppAnswer {
  readonly kind: 'answer'
  readonly channel: Channel
  readonly params: ReadonlyMap<string, string>
  /** Names of the parameters in the order sent. */
  readonly order: readonly string[]
  /** Where it was sent, without the parameters. */
  readonly redirectUri: string
  /** Whether the person had to sign in on the way. */
  readonly signedIn: boolean
  readonly response: WireResponse
}

/** The browser shows a page and the app has nothing. */
export interface PageShown {
  /** `sign-in-page`: it asks for a name or a password; `consent-page`: for an approval. */
  readonly kind: 'sign-in-page' | 'consent-page' | 'error-page' | 'other-page'
  readonly signedIn: boolean
  readonly response: WireResponse
}

export type AuthorizeResult = AppAnswer | PageShown
