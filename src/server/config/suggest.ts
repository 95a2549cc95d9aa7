// The name that somebody probably meant.

/** Edit distance in which two neighbours that changed places count once. */
const distance = (a: string, b: string): number => {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + cost,
        ...(swapped ? [(before[column - 2] ?? 0) + 1] : []),
      )
    }
    before = above
    above = current
  }
  return above[b.length] ?? 0
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9*]/g, '')

/** The candidate that is nearly `name`: other case or separators, a typing mistake, or the end of a long name. */
export const suggest = (name: string, candidates: Iterable<string>): string | undefined => {
  const wanted = plain(name)
  let best: { readonly candidate: string; readonly far: number } | undefined
  for (const candidate of candidates) {
    const shape = plain(candidate)
    const far = candidate.endsWith(`:${name}`) ? 0 : distance(wanted, shape)
    if (far <= Math.max(1, Math.floor(shape.length / 4)) && (best === undefined || far < best.far)) {
      best = { candidate, far }
    }
  }
  return best?.candidate
}

/** `; did you mean x?`, or nothing. */
export const didYouMean = (name: string, candidates: Iterable<string>): string => {
  const candidate = suggest(name, candidates)
  return candidate === undefined ? '' : `; did you mean ${candidate}?`
}
