// What a fault is: one deliberate misbehaviour, named, with the reason why somebody would want it.
import type { Answer, Ask } from '../exchange.js'
import type { Claims } from '../keys/key-ring.js'

/** Said of every fault. */
interface About {
  /** For ever: tests outside name it. */
  readonly id: string
  /** What the org does wrong. */
  readonly title: string
  /** What a client that does not notice gets into, or has to bear. */
  readonly why: string
}

/** A token about to be signed, and what forging needs. */
export interface Forge {
  readonly claims: Claims
  /** Signs as the org would have. */
  genuine(claims: Claims): Promise<string>
  /** The public key that the org signs with. */
  publicKey(): Promise<Readonly<Record<string, unknown>>>
  /** The secret of the client that the token is for. */
  readonly clientSecret: string | undefined
  /** 43 unguessable characters. */
  random(): string
  /** The org's URL. */
  readonly url: string
}

/** Goes wrong where a token is signed. */
export interface TokenFault extends About {
  readonly kind: 'id_token' | 'access_token'
  forge(token: Forge): Promise<string>
}

/** Endpoints whose answers faults change, on every authorization server alike. */
export type FaultyEndpoint = 'discovery' | 'keys' | 'token' | 'userinfo' | 'api'

/** Goes wrong where an answer leaves. */
export interface AnswerFault extends About {
  readonly kind: 'answer'
  readonly endpoint: FaultyEndpoint
  /** @returns undefined where the fault does not concern this answer, and then does not count */
  change(answer: Answer, surroundings: Surroundings): Answer | undefined | Promise<Answer>
}

/** What an answer fault may look at. */
export interface Surroundings {
  readonly ask: Ask
  /** Epoch seconds. */
  readonly now: number
  readonly url: string
  /** The org's URL under another name, for requests that nobody should send; default: the other name of this machine. */
  readonly otherUrl?: string
  /** A new nonce for DPoP proofs, which is the current one from then on. */
  newNonce(): Promise<string>
}

/** One deliberate misbehaviour. */
export type Fault = TokenFault | AnswerFault
