// A rule for one host: what is said to others is no business of its.
import type { WireRequest } from '../exchange.js'
import type { Rule } from './rule.js'

/** @param host with its port, as URLs write it */
export const onlyTo = (host: string, { before, settled, after }: Rule): Rule => {
  const concerns = ({ url }: WireRequest): boolean => new URL(url).host === host
  return {
    ...(before && { before: async (request, signal) => (concerns(request) ? before(request, signal) : undefined) }),
    ...(settled && {
      settled: (request) => {
        if (concerns(request)) settled(request)
      },
    }),
    ...(after && {
      after: async (request, response, signal) => (concerns(request) ? after(request, response, signal) : undefined),
    }),
  }
}
