// What a grant type is: it decides, it does not issue.
import type { Deps } from '../../deps.js'
import type { Ask, Params } from '../../exchange.js'
import type { App } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { refuse } from '../catalogue.js'
import type { Decision } from '../tokens/decision.js'

/** A token request whose client is known. */
export interface TokenRequest {
  readonly ask: Ask
  readonly params: Params
  readonly app: App
  readonly server: AuthorizationServer
  /** The thumbprint of the key that the tokens will be bound to. */
  readonly jkt?: string
}

/** One value of `grant_type`. */
export interface Grant {
  readonly type: string
  /** What the client gets; refuses where it gets nothing. */
  decide(request: TokenRequest, deps: Deps): Promise<Decision>
}

/** Refuses a grant type that is not configured for the app, with the ones that are (S-040). */
export const requireGrantType = (app: App, { type }: Pick<Grant, 'type'>): void => {
  if (app.grantTypes.includes(type)) return
  refuse('grantTypeNotConfigured', {
    values: [app.grantTypes.join(', ')],
    reason: `"${app.label}" (${app.clientId}) lacks the grant type ${type}: add it under apps[].grant_types`,
  })
}
