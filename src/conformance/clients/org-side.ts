// The org as the client sees it, and as the kit sees it: the browser's part of a login, faults, and what was asked of it.
import type { UserRole } from '../targets/needs.js'
import type { Delivery } from './driver.js'

/** A request that the org answered: the outside witness. Values are redacted where they are written down. */
export interface Seen {
  readonly id: number
  readonly method: string
  readonly path: string
  readonly status: number
  readonly parameters: Readonly<Record<string, string>>
  /** Epoch seconds by the org's clock. */
  readonly time: number
  /** Whom it came from, where the org could tell. */
  readonly clientId?: string
  /** Names of the parameters that stood in the URL. */
  readonly inUrl: readonly string[]
  /** `authorization` and `dpop`, where they were sent. */
  readonly headers: Readonly<Record<string, string>>
  /** The nonce for the next DPoP proof, where the answer carried one. */
  readonly dpopNonce?: string
  /** Why it was refused, in the org's words. */
  readonly refusal?: { readonly rule: string; readonly reason: string }
  /** What else happened: the fault that answered in the org's place. */
  readonly notes?: readonly string[]
  /** What left the org with the answer. */
  readonly issued: readonly { readonly kind: string; readonly value: string }[]
}

/** One authorization server under the kit's eyes. */
export interface OrgSide {
  readonly issuer: string
  /** The client's own id there. */
  readonly clientId: string
  /** The kit's second app with the same redirect URI. */
  readonly secondClientId: string | undefined
  readonly hasSecondUser: boolean
  /** What the client's app calls the person: the marker that a probe is expected to show. */
  markerOf(role: UserRole): string
  /** Opens the URL as a browser that nobody has signed in to, signs the person in, and gives the answer for the client. */
  answer(url: string, as: UserRole): Promise<Delivery>
  /** Undefined where the org cannot misbehave on order: a real one that nobody stands before. */
  readonly faults?: FaultSide
  /** Requests of the client since a moment; undefined where the kit cannot see them. */
  readonly journal?: JournalSide
  /** Undefined where the org's clock is not the kit's. */
  readonly time?: TimeSide
  /** Undefined where the kit cannot take back what the client was issued. */
  readonly tokens?: TokenSide
  /** The other issuer that the client is configured with, where the kit has one to offer. */
  readonly second?: OrgSide
  /** Undefined where the client believes in no key of the kit's. */
  readonly keys?: KeySide
}

/** Deliberate misbehaviour towards the client under test alone. */
export interface FaultSide {
  /** @param times how often each fires; without it until they are cleared */
  arm(ids: readonly string[], times?: number): Promise<void>
  /** How often those that are armed have fired. */
  fired(): Promise<number>
  clear(): Promise<void>
}

export interface JournalSide {
  /** A moment to ask from. */
  now(): Promise<number>
  since(moment: number): Promise<readonly Seen[]>
}

/** The org's clock. */
export interface TimeSide {
  /** How far the org's clock is ahead of the machine's, in seconds. */
  offset(): Promise<number>
  setOffset(seconds: number): Promise<void>
}

/** The access tokens that the client was issued. */
export interface TokenSide {
  /** None so far is good any more, as far as the client can tell. */
  revoke(): Promise<void>
}

/** What the client's ID tokens are signed with. */
export interface KeySide {
  /** From now on with a new key, which is published beside the old one. */
  rotate(): Promise<void>
}

/** The channels of answers, as deliveries call them. */
export const channelOf = {
  query: 'query',
  fragment: 'fragment',
  form_post: 'form_post',
  web_message: 'okta_post_message',
} as const
