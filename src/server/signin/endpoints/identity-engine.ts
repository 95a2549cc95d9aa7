// /idp/idx/*: the steps of embedded sign-in with Identity Engine, which is not enabled here (S-259).
import { refuse } from '../../api/catalogue.js'
import type { Endpoint } from '../../exchange.js'

export const identityEngine: Endpoint = (ask) =>
  refuse('featureNotEnabled', {
    reason: `${ask.path} is a step of embedded sign-in, which is not built: sign in by redirect to /authorize, or by /api/v1/authn and sessionToken`,
  })
