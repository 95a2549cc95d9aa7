// The ways in which a check of one login can be run at a target: what is changed and at which level, least intrusive first.
import type { Around, ClientLevel, LoginCheck, Mutation } from '../client-checks/client-check.js'

/** One change to a login, and the level that it takes. */
export interface Way {
  readonly level: ClientLevel
  readonly mutation: Mutation & { readonly name?: string }
}

/**
 * For each variant of the check the ways to bring it about that the target offers and the client's flow allows. What one level
 * cannot bring about, another does: each variant has its own.
 */
export const waysOf = (
  { levels, mutations }: LoginCheck,
  offered: ReadonlySet<ClientLevel>,
  around: Around,
): readonly (readonly Way[])[] => {
  const variants = new Map<string, Way[]>()
  for (const level of levels.filter((one) => offered.has(one))) {
    for (const mutation of mutations[level] ?? []) {
      if (mutation.where?.(around) === false) continue
      const { name = '' } = mutation
      variants.set(name, [...(variants.get(name) ?? []), { level, mutation }])
    }
  }
  return [...variants.values()]
}
