// What stands in for a secret: enough to see that two are the same, not enough to use one.
import { createHash } from 'node:crypto'

/** `sha256:1f3c9a0b…(43)`: the first 32 bits of the hash, and the length. */
export const digest = (secret: string): string =>
  `sha256:${createHash('sha256').update(secret).digest('hex').slice(0, 8)}…(${secret.length})`

/** Any such stand-in. */
export const digestPattern = /sha256:[0-9a-f]{8}…\(\d+\)/g
