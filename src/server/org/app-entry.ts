// An app that is made at run time, from the same wire names as an entry of the configuration's `apps:`.
import type { App } from './records.js'

/** Something about a field of the entry: `redirect_uris[0]`, or nothing for the entry as a whole. */
export interface Finding {
  readonly field: string
  readonly message: string
}

/** The app, or what keeps the entry from being one. */
export type AppReading =
  | { readonly app: App; readonly warnings: readonly Finding[] }
  | { readonly app: undefined; readonly errors: readonly Finding[] }

/** Reads an entry with the defaults and rules of the configuration; nobody is assigned unless it says so. */
export type ReadApp = (entry: Readonly<Record<string, unknown>>) => Promise<AppReading>
