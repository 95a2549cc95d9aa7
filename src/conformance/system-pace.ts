// The machine's own time, for the safety rules' waits.
import { setTimeout } from 'node:timers/promises'
import type { Pace } from './wire/limiter.js'

export const systemPace: Pace = {
  clock: () => performance.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
}
