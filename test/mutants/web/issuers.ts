// The issuers of the reference web app: what it is at each, and where each sends people back to.
import type { WebFlaws } from './flaws.js'
import { createOrgCalls, type OrgCalls, type WebRegistration } from './org-calls.js'

/** One of them. */
export interface Issuer {
  readonly settings: WebRegistration
  readonly org: OrgCalls
  /** Paths of the app, for this issuer alone. */
  readonly login: string
  readonly callback: string
}

export const createIssuers = (
  { second, ...first }: WebRegistration & { readonly second?: WebRegistration },
  flaws: WebFlaws,
): readonly Issuer[] => [
  { settings: first, org: createOrgCalls(first, flaws), login: '/login', callback: '/callback' },
  ...(second
    ? [{ settings: second, org: createOrgCalls(second, flaws), login: '/second/login', callback: '/second/callback' }]
    : []),
]
