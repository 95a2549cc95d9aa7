// A service app that is a command: it does a piece of its work, and its exit code says whether that went well.
import { type GroupCommand, type ProcessGroup, startGroup } from '../process-group.js'
import type { ServiceDriver, WorkOutcome } from './service-driver.js'

/** An app by command. */
export interface CommandService extends GroupCommand {
  readonly name: string
  readonly clientId: string
  readonly clientSecret?: string
  readonly scopes?: readonly string[]
}

/** Milliseconds for one run. */
const usualPatienceMs = 30_000

/** Exit codes from here on are a shell's: not executable, not found, ended by a signal. */
const shellCodes = 126

const toOutcome = (code: number | null, signal: NodeJS.Signals | null): WorkOutcome => {
  if (code === 0) return { kind: 'done' }
  if (code === null) return { kind: 'broken', what: `the command was ended by ${signal}` }
  return code < shellCodes
    ? { kind: 'failed', reason: `the command ended with exit code ${code}` }
    : { kind: 'broken', what: `the command ended with exit code ${code}` }
}

/** @param patienceMs after which the command is ended */
export const createCommandService = (
  { command, directory, env = {}, ...about }: CommandService,
  patienceMs = usualPatienceMs,
): ServiceDriver => {
  const running = new Set<ProcessGroup>()

  const work = async (): Promise<WorkOutcome> => {
    const group = startGroup({ command, env, ...(directory !== undefined && { directory }) })
    const { child } = group
    running.add(group)
    // What it says is for people; nobody waits for it to be read.
    child.stdout.resume()
    child.stderr.resume()
    let late: Promise<void> | undefined
    const timer = setTimeout(() => {
      late = group.end()
    }, patienceMs)
    const outcome = await new Promise<WorkOutcome>((resolve) => {
      child.on('error', (error) => resolve({ kind: 'broken', what: `the command cannot be started: ${error.message}` }))
      child.on('close', (code, signal) => resolve(toOutcome(code, signal)))
    })
    clearTimeout(timer)
    running.delete(group)
    if (late === undefined) return outcome
    await late
    return { kind: 'broken', what: `the command did not end within ${patienceMs / 1000} s` }
  }

  return {
    surface: 'service',
    ...about,
    memory: 'trigger',
    open: async () => ({
      work,
      workAtOnce: (times) => Promise.all(Array.from({ length: times }, work)),
      close: async () => {},
    }),
    close: async () => {
      await Promise.all([...running].map((group) => group.end()))
    },
  }
}
