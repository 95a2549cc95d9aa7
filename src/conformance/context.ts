// What a check is given: the target, ways to talk to it, and a place for what it finds.
import type { JSONWebKeySet } from 'jose'
import type { Expect } from './expect.js'
import type { Random } from './random.js'
import type { TargetSummary } from './result.js'
import type { Metadata } from './targets/metadata.js'
import type { AppRole, EndpointNeed, UserRole } from './targets/needs.js'
import type { AuthMethod, TestApp, TestUser } from './targets/settings.js'
import type { AppAnswer, AuthorizeResult } from './toolkit/authorize-result.js'
import type { Browser } from './toolkit/browser.js'
import type { ClaimChanges } from './toolkit/client-auth.js'
import type { ProofKey } from './toolkit/dpop.js'
import type { ReadToken } from './toolkit/id-token.js'
import type { ConsentAnswer } from './toolkit/walk.js'
import type { WireRequest, WireResponse } from './wire/exchange.js'

/** Form or query parameters; undefined leaves a default out. */
export type Params = Readonly<Record<string, string | undefined>>

/** How a plain request is sent. At most one of form, json and body. */
export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: Params | readonly (readonly [name: string, value: string])[]
  readonly json?: unknown
  readonly body?: string
}

/** An authorization request. Defaults: the code app, `response_type=code`, `scope=openid`, state and nonce made up. */
export interface AuthorizeOptions {
  readonly app?: AppRole | TestApp
  readonly params?: Params
  /** Sent after the others, so that a parameter can be sent twice. */
  readonly extra?: readonly (readonly [name: string, value: string])[]
  /** Default GET. */
  readonly method?: 'GET' | 'POST'
  /** Default: a fresh one, nobody signed in. */
  readonly browser?: Browser
  /** Who signs in if asked. Default `user`; `nobody` stops at the page. */
  readonly as?: UserRole | 'nobody'
  /** `true`: with a fresh S256 pair. Default: only where the app requires it. */
  readonly pkce?: boolean
  /** What the person does where consent is asked for. Default `agree`; `stop` leaves the page as it is. */
  readonly consent?: ConsentAnswer
  /** Where the answer is awaited, if not at `redirect_uri` or the app's first one. */
  readonly answerAt?: string
}

/** What was asked. */
export interface Sent {
  readonly app: TestApp
  readonly params: ReadonlyMap<string, string>
  /** Where PKCE was used. */
  readonly verifier?: string
  readonly browser: Browser
}

/** How an authorization request ended, and what it was. */
export type Authorized = AuthorizeResult & { readonly sent: Sent }

/** A code on its way to the token endpoint. */
export type Coded = AppAnswer & { readonly sent: Sent; readonly code: string }

/** A request to the token endpoint, or to any other where apps prove themselves. */
export interface ClientOptions {
  /** Default: the code app. */
  readonly app?: AppRole | TestApp
  /** Default: the app's own method. `nothing` sends neither id nor secret. */
  readonly auth?: AuthMethod | 'nothing'
  /** Changes to the client assertion. */
  readonly claims?: ClaimChanges
  /** Sends a DPoP proof of this key. */
  readonly dpop?: { readonly key: ProofKey; readonly nonce?: string }
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole login: the authorization answer, the token response and the tokens in it. */
export interface Login {
  readonly authorized: Coded
  readonly response: WireResponse
  readonly accessToken: string
  /** Empty where none was issued. */
  readonly idToken: string
  /** Empty where none was issued. */
  readonly refreshToken: string
}

/** Everything that a check may use. */
export interface Context {
  readonly target: TargetSummary
  readonly metadata: Metadata
  readonly expect: Expect
  readonly random: Random
  /** The target's time as far as the kit knows, epoch seconds. */
  now(): number

  /** The app that plays a part; the check's `needs` must name it. */
  app(role: AppRole): TestApp
  /** The person who plays a part; the check's `needs` must name it. */
  user(role: UserRole): TestUser
  /** An API token; the check's `needs` must name `api-token`. */
  apiToken(): string
  /** The endpoint's URL; the check's `needs` must name it. */
  endpoint(name: EndpointNeed): string
  /** The value for this kind of target, where the specification and Okta differ. */
  either<T>(values: { readonly spec: T; readonly okta: T }): T

  get(url: string, headers?: Readonly<Record<string, string>>): Promise<WireResponse>
  post(url: string, options?: SendOptions): Promise<WireResponse>
  /** Any method. */
  send(request: WireRequest): Promise<WireResponse>

  /** A browser with an empty cookie jar. */
  browser(): Browser
  /** Sends an authorization request and walks it to its end, signing in where asked. */
  authorize(options?: AuthorizeOptions): Promise<Authorized>
  /** The same where a code is the way, not the subject. @throws Blocked if there is none */
  code(options?: AuthorizeOptions): Promise<Coded>
  /** Sends a form with the app's credentials, by default to the token endpoint. */
  token(form: Params, options?: ClientOptions & { readonly url?: string }): Promise<WireResponse>
  /** Redeems a code as it should be; `changes` override, undefined leaves out. */
  redeem(coded: Coded, changes?: Params, options?: ClientOptions): Promise<WireResponse>
  /** A code login where tokens are the way, not the subject. @throws Blocked if it fails */
  login(options?: AuthorizeOptions): Promise<Login>
  /** One login that several checks share: read with it, never revoke or refresh it. @throws Blocked */
  sharedLogin(scope: string, app?: AppRole): Promise<Login>

  /** The published keys. @throws Blocked */
  keys(): Promise<JSONWebKeySet>
  /** Decodes a JWT and expects a valid signature. @throws Blocked if it is no JWT */
  readIdToken(token: string): Promise<ReadToken>
  /** A fresh key for DPoP proofs. */
  proofKey(): Promise<ProofKey>

  /** Moves the target's clock forward; the check needs `clock` and an org of its own. */
  advance(seconds: number): Promise<void>
  /** Notes a fact that nobody is judged by, for the drift report. */
  record(name: string, value: unknown): void
  /** The target does not offer this after all. */
  skip(reason: string): never
  /** The way to the subject failed. */
  blocked(reason: string): never
  /** Both answers are still possible. */
  inconclusive(reason: string): never
}
