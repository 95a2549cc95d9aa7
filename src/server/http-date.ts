// Times as HTTP writes them (RFC 9110 5.6.7, IMF-fixdate).

const written = new Map<number, string>()

/** Written once a second, however many answers carry it. */
export const httpDate = (epochSeconds: number): string => {
  const known = written.get(epochSeconds)
  if (known !== undefined) return known
  if (written.size > 100) written.clear()
  const text = new Date(epochSeconds * 1000).toUTCString()
  written.set(epochSeconds, text)
  return text
}
