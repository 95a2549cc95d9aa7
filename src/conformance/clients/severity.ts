// How bad a failure of a check is for this client.
import type { ClientCheck, ClientFacts, Judged } from '../client-checks/client-check.js'

/** The table's severity, or what it comes to in this flow. */
export const severityOf = ({ severity, why }: ClientCheck, facts: ClientFacts): Judged =>
  typeof severity === 'function' ? severity(facts) : { severity, reason: why }

/** For a client that nothing is known of: public, without PKCE, the flow of today. */
export const usualSeverity = (check: ClientCheck): Judged =>
  severityOf(check, {
    surface: check.surfaces[0],
    responseType: 'code',
    confidential: false,
    pkceBound: false,
    sendsNonce: true,
    issuers: 1,
  })
