// Redaction of parsed JSON: by member name, then by what a text looks like.

/** Replaces the value of one member, or leaves it to `text`. */
export type Member = (name: string, value: string) => string | undefined

/** A copy with every secret replaced. */
export const redactJson = (value: unknown, member: Member, text: (text: string) => string): unknown => {
  const walk = (node: unknown, name: string): unknown => {
    if (typeof node === 'string') return member(name, node) ?? text(node)
    if (Array.isArray(node)) return node.map((item) => walk(item, name))
    if (typeof node !== 'object' || node === null) return node
    // An org keeps in a profile whatever it likes, under names of its own: all of it says who somebody is.
    const inProfile = name === 'profile' ? 'login' : undefined
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item, inProfile ?? key)]))
  }
  return walk(value, '')
}
