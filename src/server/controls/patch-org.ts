// PATCH /org: changes while the org runs, under the rules of the configuration.
import { describeOrg } from '../config/describe.js'
import type { OrgPatch } from '../config/merge.js'
import { patchOrg as merge } from '../config/patch-org.js'
import { ConfigError } from '../config/problem.js'
import type { ResolvedSettings } from '../config/shape.js'
import type { Deps } from '../deps.js'
import { AdminRefusal } from './refusal.js'

/** @throws AdminRefusal with one line for each problem */
export const patchOrg = (patch: OrgPatch, { org, now }: Deps, seed: string | undefined): ResolvedSettings => {
  try {
    merge(patch, org, { now: now(), ...(seed !== undefined && { seed }) })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new AdminRefusal(error.message, 400, error.problems)
  }
  return describeOrg(org)
}
