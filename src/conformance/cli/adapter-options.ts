// What `conformance adapter` is told.
import { isLanguage, type Language, templates } from '../clients/adapter/init/templates.js'
import { UsageError } from '../usage-error.js'

/** `conformance adapter init` or `check`. */
export type AdapterCommand =
  | { readonly command: 'adapter init'; readonly language: Language; readonly directory: string }
  /** A client file, or the command that starts an adapter. */
  | { readonly command: 'adapter check'; readonly subject: string }

const readLanguage = (value: unknown): Language => {
  const known = Object.keys(templates).join(', ')
  if (typeof value !== 'string') throw new UsageError(`adapter init needs a language: --lang ${known}`)
  if (!isLanguage(value)) throw new UsageError(`--lang takes ${known}, not "${value}"`)
  return value
}

/** @throws UsageError */
export const readAdapter = (
  [what, ...words]: readonly string[],
  { lang, dir }: Readonly<Record<string, unknown>>,
): AdapterCommand => {
  if (what === 'init') {
    if (words.length > 0) throw new UsageError(`"${words[0]}" is one argument too many: see --help`)
    if (dir === '') throw new UsageError('--dir needs a value')
    return { command: 'adapter init', language: readLanguage(lang), directory: typeof dir === 'string' ? dir : '.' }
  }
  if (what === 'check') {
    if (lang !== undefined || dir !== undefined) throw new UsageError('--lang and --dir are for adapter init')
    if (words.length > 0) return { command: 'adapter check', subject: words.join(' ') }
    throw new UsageError('adapter check takes a client file, or the command that starts an adapter')
  }
  throw new UsageError(`adapter takes init or check${what === undefined ? '' : `, not "${what}"`}`)
}
