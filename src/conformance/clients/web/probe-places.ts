// Where a probe that is guessed is asked: at the first place that names nobody before a login and somebody after it.
import type { Outcome } from '../driver.js'

/** Shared by all browsers of a run: what one login shows is known for the next. */
export interface ProbePlaces {
  /** The place that counts, as far as is known. */
  at(): string
  /** @param loginBegan whether this browser was handed an answer: before that nobody can be named there rightly */
  ask(read: (url: string) => Promise<Outcome>, loginBegan: boolean): Promise<Outcome>
}

/** @param others tried until one place has named somebody; none where the place is not guessed */
export const createProbePlaces = (first: string, others: readonly string[] = []): ProbePlaces => {
  let place = first
  let left = others
  return {
    at: () => place,
    ask: async (read, loginBegan) => {
      const outcome = await read(place)
      if (outcome.kind === 'signed-in' && loginBegan) left = []
      if (outcome.kind === 'signed-in') return outcome
      for (const url of left) {
        const there = await read(url)
        if (there.kind !== 'signed-in') continue
        if (loginBegan) {
          place = url
          left = []
          return there
        }
        // It names people whoever asks.
        left = left.filter((one) => one !== url)
      }
      return outcome
    },
  }
}
