// The safety rules of one run, in the order they are asked. Waiting comes last, so that nothing waits to be refused.
import type { Target } from '../../targets/target.js'
import type { Pace } from '../limiter.js'
import type { Obtained } from '../obtained.js'
import { withinBudget } from './budget.js'
import { fewWrongSecrets } from './client-secrets.js'
import { onlyHosts } from './hosts.js'
import { ownTokensOnly } from './own-tokens.js'
import { paced } from './pace.js'
import { noWrongPasswords } from './passwords.js'
import { belowRateLimit, waitingForRateLimit } from './rate-limit.js'
import { readOnly } from './read-only.js'
import type { Rule } from './rule.js'

interface Options {
  readonly target: Target
  readonly obtained: Obtained
  readonly pace: Pace
  /** Epoch seconds. */
  readonly now: () => number
}

/** How much may be sent, and how fast: the half of the rules that holds for whoever sends it. */
export const createLimits = ({ target, pace, now }: Omit<Options, 'obtained'>): readonly Rule[] => {
  const { policy, metadata } = target
  return [
    withinBudget({ requests: policy.requests, durationSeconds: policy.durationSeconds, clock: pace.clock }),
    ...(policy.careful ? [paced(metadata, pace), belowRateLimit(pace, now)] : []),
  ]
}

/** @param limits where others count towards them too */
export const createRules = (options: Options, limits = createLimits(options)): readonly Rule[] => {
  const { target, obtained } = options
  const { policy, settings, metadata } = target
  return [
    onlyHosts(policy.hosts),
    readOnly(policy.api, policy.made),
    noWrongPasswords(settings.users, policy.wrongPasswordsPerUser),
    fewWrongSecrets(settings.apps, policy.wrongSecretsPerClient),
    ownTokensOnly({ metadata, obtained, lentSession: policy.lentSession }),
    ...limits,
  ]
}

/** For giving back what the run was given: no budget ends that, but it is as slow as everything else. */
export const cleanUpRules = ({ target, obtained, pace }: Options): readonly Rule[] => {
  const { policy, metadata } = target
  return [
    onlyHosts(policy.hosts),
    ownTokensOnly({ metadata, obtained, lentSession: policy.lentSession }),
    ...(policy.careful ? [paced(metadata, pace)] : []),
  ]
}

/** For making and removing what --provision makes: slow, never stopped by a limit half way, and nothing but that. */
export const provisionRules = ({
  policy,
  metadata,
  pace,
  now,
}: Pick<Target, 'policy' | 'metadata'> & Pick<Options, 'pace' | 'now'>): readonly Rule[] => [
  onlyHosts(policy.hosts),
  readOnly(policy.api, policy.made),
  paced(metadata, pace),
  waitingForRateLimit(pace, now),
]
