// A running adapter: requests go out one at a time, each waits for the line that carries its id.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Blocked } from '../../outcome.js'
import type { Reply, Request } from './protocol.js'

/** One conversation with an adapter. */
export interface Channel {
  /** @throws Blocked if the adapter dies, says something else, or says nothing in time */
  ask(request: Request): Promise<Reply>
  close(): Promise<void>
}

/** How an adapter is started. */
export interface AdapterCommand {
  readonly command: string
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds that one answer may take. */
  readonly timeoutMs?: number
}

const defaultTimeoutMs = 15_000
/** What is shown of a line that makes no sense. */
const shownCharacters = 120

const isReply = (value: unknown): value is Reply => {
  const { id, ok } = Object(value) as { id?: unknown; ok?: unknown }
  return typeof id === 'number' && typeof ok === 'boolean'
}

const readReply = (line: string): Reply | undefined => {
  try {
    const value: unknown = JSON.parse(line)
    return isReply(value) ? value : undefined
  } catch {
    return undefined
  }
}

interface Waiting {
  readonly id: number
  readonly resolve: (reply: Reply) => void
  readonly reject: (reason: Blocked) => void
}

/** Starts the command in a shell; standard error is kept for the diagnosis. */
export const openChannel = ({ command, env = {}, timeoutMs = defaultTimeoutMs }: AdapterCommand): Channel => {
  const child = spawn(command, {
    shell: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    detached: true,
  })
  let waiting: Waiting | undefined
  let over: string | undefined
  let complaint = ''
  let next = 1

  const fail = (what: string): void => {
    over ??= what
    waiting?.reject(
      new Blocked(`the adapter ${what}${complaint === '' ? '' : `: ${complaint.trim().split('\n').at(-1)}`}`),
    )
    waiting = undefined
  }
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000)
  })
  child.on('error', (error) => fail(`cannot be started (${error.message})`))
  child.on('exit', (code, signal) => fail(`ended with ${signal ?? code}`))
  child.stdin.on('error', () => fail('takes no more requests'))
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.trim() === '') return
    const reply = readReply(line)
    if (reply === undefined) return fail(`printed something that is no answer: ${line.slice(0, shownCharacters)}`)
    if (reply.id !== waiting?.id) return fail(`answered ${reply.id} where ${waiting?.id ?? 'nothing'} was asked`)
    const { resolve } = waiting
    waiting = undefined
    resolve(reply)
  })

  const exchange = (request: Request): Promise<Reply> =>
    new Promise<Reply>((resolve, reject) => {
      const id = next
      next += 1
      const timer = setTimeout(() => fail(`gave no answer to "${request.op}" within ${timeoutMs / 1000} s`), timeoutMs)
      waiting = {
        id,
        resolve: (reply) => {
          clearTimeout(timer)
          resolve(reply)
        },
        reject: (reason) => {
          clearTimeout(timer)
          reject(reason)
        },
      }
      child.stdin.write(`${JSON.stringify({ id, ...request })}\n`)
    })

  let queue: Promise<unknown> = Promise.resolve()
  return {
    ask: (request) => {
      const answered = queue.then(() => {
        if (over !== undefined) throw new Blocked(`the adapter ${over}`)
        return exchange(request)
      })
      queue = answered.catch(() => undefined)
      return answered
    },
    close: async () => {
      if (child.exitCode !== null || child.pid === undefined) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      over ??= 'was closed'
      child.stdin.end()
      // The shell and whatever it started: the group that was made for it.
      process.kill(-child.pid, 'SIGTERM')
      await ended
    },
  }
}
