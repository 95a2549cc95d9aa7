// Where a browser may be sent after signing in or out: within the org, or to a trusted origin.
import type { Deps } from '../deps.js'

/** The URL to go to; undefined if nobody trusts it with browsers (S-256). Paths are the org's own. */
export const trustedTarget = (target: string | undefined, { org, url }: Deps): string | undefined => {
  if (target === undefined || !URL.canParse(target, url)) return undefined
  const { origin, href } = new URL(target, url)
  if (origin === new URL(url).origin) return href
  const trusted = org.trustedOrigins.some((known) => known.origin === origin && known.scopes.includes('REDIRECT'))
  return trusted ? href : undefined
}
