// The org's clock: the machine's, and how far the admin listener has moved it.

/** Whole seconds throughout. */
export interface Clock {
  /** Epoch seconds. */
  now(): number
  readonly offsetSeconds: number
  /** How far the org's time is ahead of the machine's; negative puts it back. */
  setOffset(seconds: number): void
}

/** @param machine epoch milliseconds; tests give their own */
export const createClock = (machine: () => number = Date.now): Clock => {
  let offset = 0
  return {
    now: () => Math.floor(machine() / 1000) + offset,
    get offsetSeconds() {
      return offset
    },
    setOffset: (seconds) => {
      offset = seconds
    },
  }
}
