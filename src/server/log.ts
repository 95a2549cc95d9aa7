// Where an org tells what it does. A pino logger is one.

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void

/** Receives one call an event. */
export interface Log {
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}

const nothing: Write = () => {}

/** Says nothing: the library's default. */
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing }
