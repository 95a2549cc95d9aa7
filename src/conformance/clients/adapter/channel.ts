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

/** Milliseconds: for one answer, and for the first, before which a compiler may have to run. */
export interface Patience {
  readonly answerMs: number
  readonly firstAnswerMs: number
}

const usualPatience: Patience = { answerMs: 15_000, firstAnswerMs: 90_000 }

/** Where the adapter is: a command that is started in a shell, or a server that runs. */
export type Place =
  | { readonly command: string; readonly directory?: string; readonly env?: Readonly<Record<string, string>> }
  | { readonly url: string }

const createCarrier = (place: Place): Carrier =>
  'command' in place ? createStdioCarrier(place) : createHttpCarrier(place.url)

const within = async <T>(milliseconds: number, promise: Promise<T>, late: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Blocked(late)), milliseconds)
  })
  try {
    return await Promise.race([promise, expired])
  } finally {
    clearTimeout(timer)
  }
}

/** Opens a conversation; nothing is said yet. */
export const openChannel = (place: Place, patience: Patience = usualPatience): Channel => {
  const carrier = createCarrier(place)
  let over: string | undefined
  let last = 0
  let queue: Promise<unknown> = Promise.resolve()

  const exchange = async (request: Request): Promise<Reply> => {
    if (over !== undefined) throw new Blocked(over)
    last += 1
    const id = last
    const patienceMs = id === 1 ? patience.firstAnswerMs : patience.answerMs
    try {
      const late = `gave no answer to "${request.op}" within ${patienceMs / 1000} s`
      const reply = readReply(await within(patienceMs, carrier.carry({ id, ...request }), late))
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
