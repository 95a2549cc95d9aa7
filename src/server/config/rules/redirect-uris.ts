// Redirect URIs: absolute, without fragment, and where a wildcard may stand.
import { error, type Path, type Problem, warning } from '../problem.js'
import type { AppRule } from './rule.js'

const hostOf = (uri: string): string => /^[^:]+:\/\/([^/?#:]*)/.exec(uri)?.[1] ?? ''

/** Any scheme will do, native apps have their own; a web address needs a host (S-416). */
const isAbsolute = (uri: string): boolean =>
  /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(uri) && (!/^https?:/i.test(uri) || hostOf(uri) !== '')

const basics = (uri: string, path: Path): readonly Problem[] => {
  if (!isAbsolute(uri)) return [error(path, `"${uri}" is not an absolute URI, such as http://localhost:8080/callback`)]
  if (uri.includes('#')) return [error(path, `"${uri}" has a fragment: remove everything from # on`)]
  return []
}

/** One `*` in the lowest label, with a subdomain between it and the top level (S-057). */
const wildcardProblem = (uri: string): string | undefined => {
  const [lowest = '', ...others] = hostOf(uri).split('.')
  if (uri.split('*').length > 2) return 'has several *: one is allowed'
  if (!lowest.includes('*')) return 'has * outside the lowest label of its host, as in https://*.example.com/callback'
  if (others.length < 2) return 'needs a subdomain between * and the top level, as in https://*.example.com/callback'
  if (!/^https?:/i.test(uri)) return 'has * although its scheme is neither https nor http'
  return undefined
}

const wildcards = (uri: string, path: Path, allowed: boolean): readonly Problem[] => {
  if (!uri.includes('*')) return []
  if (!allowed) return hostOf(uri).includes('*') ? [error(path, `"${uri}" needs wildcard_redirect: SUBDOMAIN`)] : []
  const problem = wildcardProblem(uri)
  if (problem !== undefined) return [error(path, `"${uri}" ${problem}`)]
  // Okta's reference says https only, its support article both (S-057).
  return /^https:/i.test(uri) ? [] : [warning(path, `"${uri}" has * with http: Okta may accept https only`)]
}

export const redirectUris: AppRule = ({ redirect_uris, wildcard_redirect }, path) =>
  redirect_uris.flatMap((uri, index) => {
    const at = [...path, 'redirect_uris', index]
    const problems = basics(uri, at)
    return problems.length > 0 ? problems : wildcards(uri, at, wildcard_redirect === 'SUBDOMAIN')
  })

/** No wildcards here, whatever wildcard_redirect says (S-057). */
export const postLogoutRedirectUris: AppRule = ({ post_logout_redirect_uris }, path) =>
  post_logout_redirect_uris.flatMap((uri, index) => {
    const at = [...path, 'post_logout_redirect_uris', index]
    if (hostOf(uri).includes('*')) return [error(at, `"${uri}" has a wildcard: only redirect_uris may`)]
    return basics(uri, at)
  })

/** Apps that only ask /token need none (S-416). */
export const someRedirectUri: AppRule = ({ application_type, grant_types, redirect_uris, label }, path) => {
  const without =
    application_type === 'service' ||
    ['password', 'client_credentials'].some((type) => grant_types.some((name) => name === type))
  return without || redirect_uris.length > 0
    ? []
    : [error(path, `"${label}" needs redirect_uris: nothing can come back to it`)]
}
