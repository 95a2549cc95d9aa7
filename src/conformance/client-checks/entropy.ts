// How hard values are to guess, as far as a few of them show it.

const alphabets: readonly (readonly [RegExp, number])[] = [
  [/^[0-9]*$/, 10],
  [/^[0-9a-f]*$/i, 16],
  [/^[0-9a-z]*$/, 36],
  [/^[0-9A-Za-z]*$/, 62],
]

/**
 * An upper bound, in bits: characters that are the same in all values count for nothing, the others for as much as the smallest
 * usual alphabet that has them all.
 */
export const apparentBits = (values: readonly string[]): number => {
  const shortest = Math.min(...values.map(({ length }) => length))
  const positions = Array.from({ length: shortest }, (_, at) => at)
  const varying = positions.filter((at) => new Set(values.map((value) => value[at])).size > 1)
  const characters = values.map((value) => varying.map((at) => value[at]).join('')).join('')
  const size = alphabets.find(([pattern]) => pattern.test(characters))?.[1] ?? 64
  return Math.floor(varying.length * Math.log2(size))
}
