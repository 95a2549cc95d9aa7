// `conformance adapter init` and `check`: an adapter to begin with, and whether one can be tested.
import type { AdapterCheck, Tried } from '../clients/adapter/check/check-adapter.js'
import { checkAdapterOf } from '../clients/adapter/check/check-file.js'
import { templates } from '../clients/adapter/init/templates.js'
import { writeAdapter } from '../clients/adapter/init/write-adapter.js'
import type { AdapterCommand } from './adapter-options.js'

type InitCommand = Extract<AdapterCommand, { command: 'adapter init' }>

/** @throws UsageError if something is there already */
export const initAdapter = ({ language, directory }: InitCommand): number => {
  const written = writeAdapter(language, directory)
  const [client = ''] = written.slice(-1)
  process.stdout.write(
    `${written.map((file) => `wrote ${file}\n`).join('')}\
It needs ${templates[language].needs}. What your library does goes where the file says "YOUR LIBRARY".
Next: conformance adapter check ${client}
`,
  )
  return 0
}

type CheckCommand = Extract<AdapterCommand, { command: 'adapter check' }>

const lineOf = ({ what, verdict, detail }: Tried): string =>
  `${verdict.padEnd(11)}  ${what}${detail === undefined ? '' : `: ${detail}`}\n`

/** What was tried, a line each, and what comes next. */
const textOf = ({ name, tried }: AdapterCheck): string => {
  const broken = tried.filter(({ verdict }) => verdict === 'broken').length
  const end = broken === 0 ? 'It can be tested.' : `${broken} broken: it cannot be tested like this.`
  return `${name ?? 'The adapter'}\n${tried.map(lineOf).join('')}${end}\n`
}

/** @throws UsageError if there is no such file, or it makes no sense */
export const checkAdapterCommand = async ({ subject }: CheckCommand): Promise<number> => {
  const interrupted = new AbortController()
  const stop = (): void => interrupted.abort()
  // Once: who presses Ctrl-C twice means it.
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const checked = await checkAdapterOf(subject, process.env, interrupted.signal)
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
  process.stdout.write(textOf(checked))
  if (interrupted.signal.aborted) return 130
  return checked.tried.some(({ verdict }) => verdict === 'broken') ? 3 : 0
}
