// An answer on its way out, and what a fault makes of it.
import type { Deps } from '../deps.js'
import { renewNonce } from '../dpop/nonces.js'
import type { Answer, Ask } from '../exchange.js'
import type { FaultyEndpoint } from './fault.js'

const endpoints: readonly (readonly [FaultyEndpoint, RegExp])[] = [
  ['token', /^\/oauth2\/([^/]+\/)?v1\/token$/],
  ['userinfo', /^\/oauth2\/([^/]+\/)?v1\/userinfo$/],
  ['keys', /^\/oauth2\/([^/]+\/)?v1\/keys$/],
  ['discovery', /\/\.well-known\/(openid-configuration|oauth-authorization-server)/],
  ['api', /^\/api\/v1\/(?!authn|sessions)/],
]

/** The answer, or what the first fault that concerns it makes of it. */
export const withFaults = async (answer: Answer, ask: Ask, deps: Deps): Promise<Answer> => {
  const { faults, now, url } = deps
  if (!faults.active) return answer
  const endpoint = endpoints.find(([, path]) => path.test(ask.path))?.[0]
  if (endpoint === undefined || ask.method === 'OPTIONS') return answer
  for (const fault of faults.answerFaults(endpoint, ask.trace.clientId)) {
    const changed = fault.change(answer, { ask, now: now(), url, newNonce: () => renewNonce(deps) })
    if (changed === undefined) continue
    faults.fire(fault)
    ask.trace.notes.push(`fault ${fault.id}: ${fault.title}`)
    return changed
  }
  return answer
}
