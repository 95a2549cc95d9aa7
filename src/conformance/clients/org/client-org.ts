// The org that a client under test signs in at, opened: where it is, how the client is registered there, what it can do.
import type { CleanedUp } from '../../clean-up.js'
import type { ClientLevel } from '../../client-checks/client-check.js'
import type { TargetSummary } from '../../result.js'
import type { Policy } from '../../wire/policy.js'
import type { Rule } from '../../wire/rules/rule.js'
import type { Transport } from '../../wire/transport.js'
import type { Wire } from '../../wire/wire.js'
import type { Relay } from '../mitm/relay.js'
import type { OrgSide } from '../org-side.js'
import type { Person } from '../people.js'
import type { Registration } from './registration.js'

export interface ClientOrg {
  /** That of the client's second issuer, where it has one and the target can offer it. */
  readonly second?: ClientOrg
  readonly summary: TargetSummary
  readonly registration: Registration
  readonly people: readonly Person[]
  /** Levels at which checks can be run there. */
  readonly levels: ReadonlySet<ClientLevel>
  /** PEM of the certificate authority that the client has to trust. */
  readonly caFile?: string
  /** What must never be written. */
  readonly secrets: readonly string[]
  /** How careful the run must be; the client's own hosts come on top. */
  readonly policy: Policy
  readonly rules: (policy: Policy) => readonly Rule[]
  /** Safety rules for what the client asks of the org through the kit. */
  readonly relayRules?: readonly Rule[]
  readonly transport: Transport
  /** The kit stands between the client and the org. */
  readonly relay?: Relay
  /** What a client that the kit starts is told beside what every client is told. */
  readonly env?: Readonly<Record<string, string>>
  /** What a client that the kit stands before did wrong on the way to the org, if it did. */
  readonly trouble?: () => string | undefined
  /** The org's side of logins, which sends through this wire. */
  side(wire: Wire): OrgSide
  /** Revokes what came through the kit's hands; undefined where the org is gone after the run, or its tokens are nobody's. */
  giveBack?(): Promise<CleanedUp>
  close(): Promise<void>
}
