// SIGINT and SIGTERM end the process: the first lets what is running finish, a second one does not wait.
import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM'] as const

/** @param close ends everything that was started */
export const stopOnSignals = (close: () => Promise<void>): void => {
  let stopping = false
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) process.exit(128 + constants.signals[signal])
      stopping = true
      void close().then(() => process.exit(0))
    })
  }
}
