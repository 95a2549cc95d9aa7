// One conversation with an adapter: one request at a time, each waits for the answer that carries its id.
import { Blocked } from '../../outcome.js'
import { createHttpCarrier } from './http-carrier.js'
import { type Message, type Reply, type Request, readReply } from './protocol.js'
import { createStdioCarrier } from './stdio-carrier.js'

/** A conversation that ends with the first thing that goes wrong. */
export interface Channel {
  /** @throws Blocked if the adapter dies, says something else, or says nothing in time */
  ask(request: Request): Promise<Reply>
  /** Something went wrong: nothing more can be asked. */
  isOver(): boolean
  close(): Promise<void>
}

/** Carries messages, and knows nothing of what they mean. */
export interface Carrier {
  /** @throws Blocked with a text that says what the adapter did */
  carry(message: Message): Promise<string>
  /** What the adapter complained of, for the diagnosis. */
  complaint(): string | undefined
  close(): Promise<void>
}

/** How long is waited. */
export interface Patience {
  /** Milliseconds for one answer. */
  readonly answerMs?: number
  /** Milliseconds for the first, before which a compiler may have to run. */
  readonly firstAnswerMs?: number
  /** Ends the conversation, and whatever waits for an answer. */
  readonly signal?: AbortSignal
}

/** Where the adapter is: a command that is started in a shell, or a server that runs. */
export type Place =
  | { readonly command: string; readonly directory?: string; readonly env?: Readonly<Record<string, string>> }
  | { readonly url: string }

const createCarrier = (place: Place): Carrier =>
  'command' in place ? createStdioCarrier(place) : createHttpCarrier(place.url)

interface Limit {
  readonly milliseconds: number
  /** What is said when the time is over. */
  readonly late: string
  readonly signal: AbortSignal | undefined
}

const within = async <T>({ milliseconds, late, signal }: Limit, promise: Promise<T>): Promise<T> => {
  let reject: (reason: Blocked) => void = () => undefined
  const ended = new Promise<never>((_, refuse) => {
    reject = refuse
  })
  const interrupt = (): void => reject(new Blocked('was interrupted'))
  const timer = setTimeout(() => reject(new Blocked(late)), milliseconds)
  signal?.addEventListener('abort', interrupt, { once: true })
  try {
    if (signal?.aborted) interrupt()
    return await Promise.race([promise, ended])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', interrupt)
  }
}

/** Opens a conversation; nothing is said yet. */
export const openChannel = (
  place: Place,
  { answerMs = 15_000, firstAnswerMs = 90_000, signal }: Patience = {},
): Channel => {
  const carrier = createCarrier(place)
  let over: string | undefined
  let last = 0
  let queue: Promise<unknown> = Promise.resolve()

  const exchange = async (request: Request): Promise<Reply> => {
    if (over !== undefined) throw new Blocked(over)
    last += 1
    const id = last
    const milliseconds = id === 1 ? firstAnswerMs : answerMs
    try {
      const late = `gave no answer to "${request.op}" within ${milliseconds / 1000} s`
      const reply = readReply(await within({ milliseconds, late, signal }, carrier.carry({ id, ...request })))
      if ('complaint' in reply) throw new Blocked(reply.complaint)
      if (reply.id !== id) throw new Blocked(`answered ${reply.id} where ${id} ("${request.op}") was asked`)
      return reply
    } catch (error) {
      if (!(error instanceof Blocked)) throw error
      const complaint = carrier.complaint()
      over = `the adapter ${error.message}${complaint === undefined ? '' : ` (it complains: ${complaint})`}`
      throw new Blocked(over)
    }
  }

  return {
    ask: (request) => {
      const answered = queue.then(() => exchange(request))
      queue = answered.catch(() => undefined)
      return answered
    },
    isOver: () => over !== undefined,
    close: async () => {
      over ??= 'the adapter was closed'
      await carrier.close()
    },
  }
}
