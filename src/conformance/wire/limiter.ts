// Spaces things out: so many a second, so many at a time.

/** Time as the limiter sees it. */
export interface Pace {
  /** Milliseconds, any origin. */
  readonly clock: () => number
  /** Ends early, with an error, when the signal says so. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** Waits for its turn, and gives back a function that ends it. */
export interface Limiter {
  enter(signal: AbortSignal): Promise<() => void>
}

interface Limits extends Pace {
  readonly perSecond: number
  /** At a time; no limit by default. */
  readonly concurrent?: number
}

/** First come, first served. */
export const createLimiter = ({ perSecond, concurrent = Number.POSITIVE_INFINITY, clock, sleep }: Limits): Limiter => {
  const spacing = 1000 / perSecond
  let nextAt = Number.NEGATIVE_INFINITY
  let running = 0
  const waiting: (() => void)[] = []

  const leave = (): void => {
    const next = waiting.shift()
    // The place is handed on, so that nobody slips in between.
    if (next) next()
    else running -= 1
  }

  return {
    enter: async (signal) => {
      if (running < concurrent) running += 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      const now = clock()
      const startsAt = Math.max(now, nextAt)
      nextAt = startsAt + spacing
      try {
        if (startsAt > now) await sleep(startsAt - now, signal)
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },
  }
}
