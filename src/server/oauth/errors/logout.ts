// Refusals of /logout: all of them on the error page.
import type { OAuthError } from './oauth-error.js'

export const logout = {
  idTokenHintInvalid: {
    status: 401,
    error: 'invalid_token',
    description: 'The id token is invalid.',
    source: 'S-532',
  },
  idTokenOfAnotherUser: {
    status: 400,
    error: 'id_token_does_not_match_session',
    description: "The ID token subject does not match the current session's user.",
    source: 'S-535',
  },
  postLogoutRedirectUriNotRegistered: {
    status: 400,
    error: 'invalid_request',
    description:
      "The 'post_logout_redirect_uri' parameter must be a Logout redirect URI in the client app settings: {0}",
    source: 'S-533',
  },
} as const satisfies Readonly<Record<string, OAuthError>>
