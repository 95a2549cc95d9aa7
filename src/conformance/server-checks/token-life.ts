// What the checks of introspection, revocation and refresh ask for alike.
import type { AuthorizeOptions, Context } from '../context.js'

export const introspect = (
  context: Context,
  token: string,
  app: 'code-app' | 'second-app' | 'refresh-app' = 'code-app',
) => context.token({ token }, { url: context.endpoint('introspection'), app })

/** Elsewhere than on Okta a refresh token may need the person's consent each time (OIDC Core 11). */
export const offline = ({ either }: Context): AuthorizeOptions => ({
  app: 'refresh-app',
  params: { scope: 'openid offline_access', prompt: either({ spec: 'consent', okta: undefined }) },
})
