// A service app that is a command: it does a piece of its work, and its exit code says whether that went well.
import { spawn } from 'node:child_process'
import type { ServiceDriver, WorkOutcome } from './service-driver.js'

/** An app by command. */
export interface CommandService {
  readonly name: string
  /** Given to a shell. */
  readonly command: string
  /** Where it is started; here if left out. */
  readonly directory?: string
  readonly env?: Readonly<Record<string, string>>
  readonly clientId: string
  readonly clientSecret?: string
  readonly scopes?: readonly string[]
}

/** Milliseconds for one run. */
const usualPatienceMs = 30_000

/** Exit codes from here on are a shell's: not found, not executable, ended by a signal. */
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
  /** Process groups that run: the shell and whatever it started. */
  const running = new Set<number>()
  const end = (group: number): void => {
    try {
      process.kill(-group, 'SIGKILL')
    } catch {
      // It ended by itself a moment ago.
    }
  }
  const work = (): Promise<WorkOutcome> =>
    new Promise((resolve) => {
      const child = spawn(command, {
        shell: true,
        stdio: 'ignore',
        env: { ...process.env, ...env },
        ...(directory !== undefined && { cwd: directory }),
        detached: true,
      })
      const { pid } = child
      if (pid !== undefined) running.add(pid)
      let late = false
      const timer = setTimeout(() => {
        late = true
        if (pid !== undefined) end(pid)
      }, patienceMs)
      const finish = (outcome: WorkOutcome): void => {
        clearTimeout(timer)
        if (pid !== undefined) running.delete(pid)
        resolve(outcome)
      }
      child.on('error', (error) => finish({ kind: 'broken', what: `the command cannot be started: ${error.message}` }))
      child.on('close', (code, signal) =>
        finish(
          late
            ? { kind: 'broken', what: `the command did not end within ${patienceMs / 1000} s` }
            : toOutcome(code, signal),
        ),
      )
    })
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
      for (const group of running) end(group)
    },
  }
}
