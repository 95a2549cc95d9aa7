// What the checks of service apps have in common.
import type { ServiceFacts } from '../../clients/service/service-facts.js'
import type { ServiceCheck } from '../client-check.js'

/** A check of service apps alone, with what most of them share: whoever sees what the app asks can also answer in the org's place. */
export const serviceCheck = (
  check: Omit<ServiceCheck, 'kind' | 'surfaces' | 'levels'> & Partial<Pick<ServiceCheck, 'levels'>>,
): ServiceCheck => ({ levels: ['P', 'M'], ...check, kind: 'service', surfaces: ['service'] })

/** For checks of tokens that are bound to a key. */
export const unlessDpop = ({ dpop }: ServiceFacts): string | undefined =>
  dpop ? undefined : 'the org binds the app’s tokens to no key: dpop_bound_access_tokens is off'
