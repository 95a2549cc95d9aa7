export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** One figure against its bound. `least`: the figure must be at least the bound; else at most. */
export const figure = (name, value, bound, least) => ({
  name,
  value,
  bound,
  met: least ? value >= bound : value <= bound,
  least,
})
