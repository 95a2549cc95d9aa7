// The command line, the environment or a settings file makes no sense.

/** One line that says what to change; the process ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
