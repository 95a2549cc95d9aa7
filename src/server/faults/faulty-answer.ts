// An answer on its way out, and what a fault makes of it.
import type { Answer, Ask } from '../exchange.js'
import type { FaultyEndpoint, Surroundings } from './fault.js'
import type { Faults } from './faults.js'

const endpoints: readonly (readonly [FaultyEndpoint, RegExp])[] = [
  ['token', /^\/oauth2\/([^/]+\/)?v1\/token$/],
  ['userinfo', /^\/oauth2\/([^/]+\/)?v1\/userinfo$/],
  ['keys', /^\/oauth2\/([^/]+\/)?v1\/keys$/],
  ['discovery', /\/\.well-known\/(openid-configuration|oauth-authorization-server)/],
  ['api', /^\/api\/v1\/(?!authn|sessions)/],
]

/** Whose answers faults change; undefined: nobody's. */
export const faultyEndpoint = (path: string): FaultyEndpoint | undefined =>
  endpoints.find(([, pattern]) => pattern.test(path))?.[0]

/** What goes wrong, and where. */
interface Around extends Pick<Surroundings, 'url' | 'otherUrl' | 'newNonce'> {
  readonly faults: Faults
  /** Epoch seconds. */
  readonly now: () => number
}

/** The answer, or what the first fault that concerns it makes of it. */
export const withFaults = async (answer: Answer, ask: Ask, { faults, now, ...around }: Around): Promise<Answer> => {
  if (!faults.active) return answer
  const endpoint = faultyEndpoint(ask.path)
  if (endpoint === undefined || ask.method === 'OPTIONS') return answer
  for (const fault of faults.answerFaults(endpoint, ask.trace.clientId)) {
    const changed = fault.change(answer, { ...around, ask, now: now() })
    if (changed === undefined) continue
    faults.fire(fault)
    ask.trace.notes.push(`fault ${fault.id}: ${fault.title}`)
    return changed
  }
  return answer
}
