// What a client check is: what is done to one login, and what a right client does then.

import type { ClientContext } from '../clients/client-context.js'
import type { Observation, ServiceContext } from '../clients/service/service-context.js'
import type { ServiceFacts } from '../clients/service/service-facts.js'
import type { Traffic } from '../clients/service/traffic.js'
import type { Source } from '../sources.js'

/** C: account takeover or forged identity. i: interoperability, the client must accept. */
export const severities = ['critical', 'high', 'medium', 'low', 'interop'] as const
export type Severity = (typeof severities)[number]

/**
 * Who is changed, least intrusive first. O: nobody, the kit only looks. Q: the kit, as the browser, edits the authorization
 * request; the org then mints a validly signed wrong answer. F: the kit edits the answer on its way to the client. P: a proxy
 * edits what the client fetches by itself. M: the mock misbehaves. O, Q and F work on a real org too.
 */
export const clientLevels = ['O', 'Q', 'F', 'P', 'M'] as const
export type ClientLevel = (typeof clientLevels)[number]

/** W: web app by URL · S: single-page app in a browser · L: library through the adapter · V: service app. */
export const surfaces = ['web', 'spa', 'library', 'service'] as const
export type Surface = (typeof surfaces)[number]

/** Everything that signs people in. */
export const everywhere = ['web', 'spa', 'library'] as const satisfies readonly Surface[]

/** How a right client ends up. */
export type Expected =
  /** It must not be signed in by what it was given. */
  | 'rejects'
  /** It must be signed in: what was changed is allowed. */
  | 'accepts'
  /** Both are right; the report notes which. */
  | 'either'

/** Parameters of an authorization request or answer, in order; a name may come twice. */
export type Pairs = readonly (readonly [name: string, value: string])[]

/** What is done to a login. Everything else about it is right and fresh. */
export interface Mutation {
  /** Q: the authorization request on its way to the org. */
  readonly request?: (params: Pairs, context: MutationContext) => Pairs
  /** F: the answer on its way to the client. */
  readonly answer?: (params: Pairs, context: MutationContext) => Pairs
  /** F: these parameters come from a second answer to the same request: genuine, and not those of this login. */
  readonly splice?: { readonly names: readonly string[]; readonly as?: 'second-user' }
  /** Where it shows something; default: everywhere. */
  readonly where?: (around: Around) => boolean
  /** P and M: faults of the mock, or of the kit in front of a real org, switched on for this client when the login starts. */
  readonly faults?: readonly string[]
}

/** What a login is like, and what the target has for it. */
export interface Around {
  /** The words of the response type: what travels in the answer itself. */
  readonly answer: ReadonlySet<string>
  /** The response mode that the client asks for, or gets where it asks for none. */
  readonly mode: string
  readonly secondApp: boolean
  readonly secondUser: boolean
}

/** What a mutation may look at. */
export interface MutationContext {
  /** Made up, fresh in each run. */
  random(length?: number): string
  readonly issuer: string
  /** The kit's second app with the same redirect URI, where the target has one. */
  readonly secondClientId?: string
}

/** Facts that a severity depends on. */
export interface ClientFacts {
  readonly surface: Surface
  readonly responseType: string
  /** Undefined where it asks for none. */
  readonly responseMode?: string
  /** Whether the client proves itself with a secret or key. */
  readonly confidential: boolean
  /** Whether it was seen to bind its code with PKCE S256. */
  readonly pkceBound: boolean
  readonly sendsNonce: boolean
  /** How many issuers it is configured with. */
  readonly issuers: number
  /** Whether several of them answer at the same redirect URI. */
  readonly sharesRedirectUri?: boolean
  /** What it was told to ask for; undefined where nobody says. */
  readonly scopes?: readonly string[]
  /** Milliseconds after which it says that it gives up waiting for the org; undefined where nobody says. */
  readonly givesUpAfterMs?: number
}

/** How bad a failure is, and why: said in the report. */
export interface Judged {
  readonly severity: Severity
  readonly reason: string
  /** `should`: specifications leave it to the client in this context, so that a breach is a warning. Default: `must`. */
  readonly obligation?: 'must' | 'should'
}

interface About {
  /** Of the published table, for ever: `CL-NONCE-01`. */
  readonly id: string
  /** States what a right client does: "rejects an ID token with another nonce". */
  readonly title: string
  readonly topic: Topic
  readonly surfaces: readonly [Surface, ...Surface[]]
  /** The levels at which it can be run, least intrusive first. */
  readonly levels: readonly [ClientLevel, ...ClientLevel[]]
  readonly severity: Severity | ((facts: ClientFacts) => Judged)
  readonly sources: readonly [Source, ...Source[]]
  /** Of a weakness in the Common Weakness Enumeration, for SARIF. */
  readonly cwe?: number
  /** What goes wrong for people, in one sentence. */
  readonly why: string
  /** What the target or the settings must offer beside a client and a user. */
  readonly needs?: readonly ClientNeed[]
}

/** Topics of the table. */
export const topics = [
  'request',
  'response',
  'id-token',
  'token-response',
  'refresh',
  'logout',
  'discovery',
  'hygiene',
  'service',
  'dpop',
] as const
export type Topic = (typeof topics)[number]

/** Something that not every target or client has. */
export type ClientNeed =
  | 'second-app'
  | 'second-user'
  | 'id-token-in-front-channel'
  | 'access-token-in-front-channel'
  | 'access-token'
  | 'refresh'
  | 'logout'
  | 'userinfo'
  | 'return-to'
  | 'dpop'
  | 'second-issuer'
  | 'post-message'
  | 'pkce'
  | 'nonce'
  | 'client-secret'
  | 'code-and-id-token'
  | 'cold-start'
  | 'journal'
  | 'code'
  | 'cookies'
  | 'time-out'

/** A login with one thing changed. Several mutations: variants of the same thing, each run and judged. */
export interface LoginCheck extends About {
  readonly kind: 'login'
  readonly expected: Expected
  /** By the level at which it works; the least intrusive one that the target offers is taken. */
  readonly mutations: Partial<Readonly<Record<ClientLevel, readonly (Mutation & { readonly name?: string })[]>>>
  /** The check that shows that the client does not simply reject everything; without one the control does. */
  readonly twin?: string
  /** Whether it is about a login that the client finished before: faults are switched on, then it refreshes. */
  readonly when?: 'login' | 'refresh'
}

/** Anything that is more than one login. */
export interface ScriptedCheck extends About {
  readonly kind: 'script'
  readonly twin?: string
  run(context: ClientContext): Promise<void>
}

/** Something that a service app does without people: at least one of the two functions. */
export interface ServiceCheck extends About {
  readonly kind: 'service'
  readonly twin?: string
  /** Why it does not concern an app of that kind. */
  readonly unless?: (facts: ServiceFacts) => string | undefined
  /** Judges what an ordinary call sent, also where the org refused it. */
  readonly observe?: (ordinary: Traffic, observation: Observation) => void
  readonly run?: (context: ServiceContext) => Promise<void>
}

/** One of the checks of clients. */
export type ClientCheck = LoginCheck | ScriptedCheck | ServiceCheck
