// The code that an authenticator app shows (RFC 6238).
import { Secret, TOTP } from 'otpauth'

/** @param secret base32 @param now epoch seconds */
export const totpCode = (secret: string, now: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now * 1000 })
