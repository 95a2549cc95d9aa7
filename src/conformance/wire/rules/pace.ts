// Rule 4, first half: at most one authorization request a second and five at a time, two token requests a second.
import type { Metadata } from '../../targets/metadata.js'
import type { WireRequest } from '../exchange.js'
import { createLimiter, type Pace } from '../limiter.js'
import type { Rule } from './rule.js'

/** Okta counts 60 authorization requests a minute for one client and device, and 4 token requests a second for one user. */
export const paced = ({ authorizationEndpoint, tokenEndpoint, jwksUri }: Metadata, pace: Pace): Rule => {
  const authorize = createLimiter({ ...pace, perSecond: 1, concurrent: 5 })
  const token = createLimiter({ ...pace, perSecond: 2 })
  const others = createLimiter({ ...pace, perSecond: 5 })
  const leaving = new WeakMap<WireRequest, () => void>()

  /** Documents and keys are not limited. */
  const limiterOf = (url: string) => {
    const [plain = ''] = url.split(/[?#]/)
    if (plain === authorizationEndpoint) return authorize
    if (plain === tokenEndpoint) return token
    return plain === jwksUri || plain.includes('/.well-known/') ? undefined : others
  }
  return {
    before: async (request, signal) => {
      const leave = await limiterOf(request.url)?.enter(signal)
      if (leave) leaving.set(request, leave)
    },
    settled: (request) => leaving.get(request)?.(),
  }
}
