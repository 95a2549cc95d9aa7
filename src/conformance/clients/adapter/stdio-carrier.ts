// An adapter as a process: a line to its standard input, a line from its standard output.
import { createInterface } from 'node:readline'
import { Blocked } from '../../outcome.js'
import { type GroupCommand, startGroup } from '../process-group.js'
import type { Carrier } from './channel.js'

/** Of standard error, what is kept for the diagnosis. */
const keptCharacters = 4000

/** The line that tells most: the last that names an error, without stack traces. */
const tellingLine = (text: string): string | undefined => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(at |Node\.js v|goroutine )/.test(line))
  return lines.findLast((line) => /error|exception|panic|fatal/i.test(line)) ?? lines.at(-1)
}

interface Waiting {
  readonly resolve: (line: string) => void
  readonly reject: (reason: Blocked) => void
}

/** Starts the command in a shell, in a process group of its own. */
export const createStdioCarrier = (command: GroupCommand): Carrier => {
  const { child, end } = startGroup(command)
  let waiting: Waiting | undefined
  let over: string | undefined
  let complaint = ''

  const fail = (what: string): void => {
    over ??= what
    waiting?.reject(new Blocked(over))
    waiting = undefined
  }
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-keptCharacters)
  })
  child.on('error', (error) => fail(`cannot be started: ${error.message}`))
  // "close" and not "exit": by then everything that it said has arrived.
  child.on('close', (code, signal) => fail(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`))
  // Whoever has ended takes no request; how it ended is said when it has closed.
  child.stdin.on('error', () => undefined)
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.trim() === '') return
    if (waiting === undefined) return fail(`said something that nobody asked for: ${line.slice(0, 120)}`)
    waiting.resolve(line)
    waiting = undefined
  })

  return {
    carry: (message) =>
      new Promise<string>((resolve, reject) => {
        waiting = { resolve, reject }
        if (over !== undefined) return fail(over)
        child.stdin.write(`${JSON.stringify(message)}\n`)
      }),
    complaint: () => tellingLine(complaint),
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) await end()
    },
  }
}
