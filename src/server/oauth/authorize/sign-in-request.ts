// What a person is asked to sign in for: an app that waits at its redirect URI, or a device that polls.
import type { Params } from '../../exchange.js'
import type { App } from '../../org/records.js'
import type { AuthorizationServer } from '../authorization-server.js'

export interface SignInRequest {
  readonly server: AuthorizationServer
  readonly app: App
  readonly params: Params
  readonly prompt: ReadonlySet<string>
  /** The code that the person has typed for a device. */
  readonly userCode?: string
}
