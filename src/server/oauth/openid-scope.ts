// Scopes that give claims about the user come with `openid`, on every authorization server.
import { refuse } from './catalogue.js'

/** Refuses a claim scope without `openid` beside it (S-026). */
export const requireOpenidBeside = (claimScopes: ReadonlySet<string>, asked: readonly string[]): void => {
  const alone = asked.find((scope) => claimScopes.has(scope))
  if (alone === undefined || asked.includes('openid')) return
  refuse('openidScopeRequired', {
    reason: `scope "${alone}" needs openid beside it: add openid to the scope parameter`,
  })
}
