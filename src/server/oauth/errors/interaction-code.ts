// Refusals of the interaction code flow, which an org without Identity Engine's embedded sign-in answers so.
import type { OAuthError } from './oauth-error.js'

export const interactionCode = {
  interactionCodeDisabled: {
    status: 400,
    error: 'access_denied',
    description:
      "The requested feature (Interaction Code flow) isn't enabled in this environment. Ensure that you have Okta Identity Engine enabled and the Interaction Code flow enabled for this application and authorization server.",
    source: 'S-258',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
