// --exec: the app under test as a process of the kit's, started with what it has to know of the org, and ended with the run.
import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { Blocked } from '../outcome.js'
import { startGroup } from './process-group.js'

/** How the app is started, and where it answers then. */
export interface AppCommand {
  /** For a shell. */
  readonly command: string
  readonly env: Readonly<Record<string, string>>
  /** Any URL of the app. */
  readonly url: string
  /** Milliseconds until it must answer. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** The app, which answers. */
export interface AppProcess {
  /** Aborted when it ends by itself; the reason is a text that says how. */
  readonly died: AbortSignal
  /** The last of what it wrote to standard error; empty if nothing. */
  said(): string
  close(): Promise<void>
}

/** Of what the app wrote to standard error, what is kept. */
const keptCharacters = 4000
/** What of it a diagnosis shows. */
const shownLines = 5
/** Milliseconds between two tries. */
const retryMs = 100

/** Whether anything answers by HTTP there, whatever it says. */
const answers = (url: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const get = url.startsWith('https:') ? getHttps : getHttp
    // Whether its certificate is right is the run's question.
    const request = get(url, { signal, ...(url.startsWith('https:') && { rejectUnauthorized: false }) }, (response) => {
      response.resume()
      resolve(true)
    })
    request.on('error', () => resolve(false))
  })

const lastLines = (text: string): string => {
  // Where in somebody's code it happened does not fit into a diagnosis, and once is enough.
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => !/^\s*$|^\s+at |^Node\.js v/.test(line))
  return [...new Set(lines)].slice(-shownLines).join('\n')
}

/**
 * Starts the app and waits until it answers.
 *
 * @throws Blocked if something answers there already, if the app ends, or if it does not answer in time
 */
export const startApp = async ({ command, env, url, timeoutMs, signal }: AppCommand): Promise<AppProcess> => {
  const { origin } = new URL(url)
  if (await answers(origin, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))) {
    throw new Blocked(`something answers at ${origin} before the app is started: end it, or leave --exec out`)
  }
  const { child, end } = startGroup({ command, env })
  const died = new AbortController()
  let closing = false
  let complaint = ''
  child.stdout.resume()
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-keptCharacters)
  })
  const said = (): string => lastLines(complaint)
  const told = (what: string): string => (said() === '' ? what : `${what}; it said:\n${said()}`)
  child.on('error', ({ message }) => died.abort(`the app cannot be started: ${message}`))
  child.on('close', (code, by) => {
    if (!closing) died.abort(told(`the app (${command}) ended with ${by ?? `exit code ${code}`}`))
  })
  const close = async (): Promise<void> => {
    closing = true
    await end()
  }
  const deadline = AbortSignal.timeout(timeoutMs)
  const enough = AbortSignal.any([signal, died.signal, deadline])
  while (!(await answers(origin, enough))) {
    if (!enough.aborted) await pause(retryMs, undefined, { signal: enough }).catch(() => undefined)
    if (!enough.aborted) continue
    const late = told(`the app (${command}) does not answer at ${origin} within ${timeoutMs / 1000} s`)
    await close()
    throw new Blocked(signal.aborted ? 'interrupted' : died.signal.aborted ? String(died.signal.reason) : late)
  }
  return { died: died.signal, said, close }
}
