// How far a person has come with one authorization.
import type { SignedIn } from '../../signin/sessions.js'

export interface Progress {
  readonly signedIn?: SignedIn
  /** The sign-in was part of this authorization. */
  readonly fresh: boolean
  /** The person has just agreed to what the app asks for. */
  readonly agreed: boolean
}
