// The code that a person copies from the device's screen.
import type { Random } from '../../random.js'

const length = 8
/** The alphabet of RFC 8628 6.1; Okta's is not known, the codes in its documents fit (S-541). */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ'

export const makeUserCode = (random: Random): string => {
  const bytes = random.bytes(2 * length)
  return Array.from({ length }, (_, index) => alphabet[bytes.readUInt16BE(2 * index) % alphabet.length]).join('')
}

/** What somebody typed, as the code that was meant. */
export const readUserCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z]/g, '')
