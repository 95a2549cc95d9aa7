// A command in a process group of its own, so that whatever it starts ends with it.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

/** What is started. */
export interface GroupCommand {
  /** For a shell. */
  readonly command: string
  /** Where it is started; here if left out. */
  readonly directory?: string
  /** On top of this process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** A command that runs, and whatever it started. */
export interface ProcessGroup {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  /** Asks it to end, and ends it if it does not; resolves when everything it wrote has arrived. */
  end(): Promise<void>
}

/** Milliseconds until a process that does not end when asked to is ended. */
const graceMs = 2000

export const startGroup = ({ command, directory, env = {} }: GroupCommand): ProcessGroup => {
  const child = spawn(command, {
    shell: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(directory !== undefined && { cwd: directory }),
    detached: true,
  })
  const closed = new Promise<void>((resolve) => {
    child.on('close', () => resolve())
    child.on('error', () => resolve())
  })
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, name)
    } catch {
      // It ended by itself a moment ago.
    }
  }
  // Whoever kills the kit leaves nothing behind.
  const atExit = (): void => signal('SIGKILL')
  process.once('exit', atExit)
  void closed.then(() => process.off('exit', atExit))
  return {
    child,
    end: async () => {
      if (child.pid === undefined) return
      child.stdin.end()
      signal('SIGTERM')
      const timer = setTimeout(() => signal('SIGKILL'), graceMs)
      await closed
      clearTimeout(timer)
    },
  }
}
