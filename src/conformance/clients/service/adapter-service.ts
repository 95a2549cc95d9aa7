// A service app behind an adapter: sessions of it are instances, and it says itself whether a call went well.
import { Blocked } from '../../outcome.js'
import type { Channel } from '../adapter/channel.js'
import {
  neededForService,
  protocolVersion,
  type Reply,
  type Request,
  type ServiceConfiguration,
  textOfError,
} from '../adapter/protocol.js'
import type { ServiceAgent, ServiceDriver, WorkOutcome } from './service-driver.js'

const toOutcome = (reply: Reply): WorkOutcome => {
  if (!reply.ok) return { kind: 'broken', what: `the adapter broke: ${textOfError(reply) ?? 'it does not say how'}` }
  if (reply.outcome === 'accepted') return { kind: 'done' }
  if (reply.outcome === undefined) return { kind: 'broken', what: 'the adapter answers without an "outcome"' }
  const reason = textOfError(reply)
  return { kind: 'failed', ...(reason !== undefined && { reason }) }
}

const greet = async (channel: Channel): Promise<Reply> => {
  const hello = await channel.ask({ op: 'hello', protocol: protocolVersion })
  if (!hello.ok) throw new Blocked(`the adapter refuses the protocol: ${textOfError(hello) ?? 'no reason given'}`)
  const missing = neededForService.filter((op) => !hello.ops?.includes(op))
  if (missing.length > 0) throw new Blocked(`the adapter does not offer "${missing.join('", "')}": "ops" of its hello`)
  return hello
}

const openAgent = async (channel: Channel, session: string, configuration: ServiceConfiguration) => {
  const configured = await channel.ask({ op: 'configureService', session, ...configuration })
  if (!configured.ok) {
    throw new Blocked(`the adapter takes no configuration: ${textOfError(configured) ?? 'no reason given'}`)
  }
  const work = async (times: number): Promise<WorkOutcome> => {
    const request: Request = { op: 'callApi', session, times }
    try {
      return toOutcome(await channel.ask(request))
    } catch (error) {
      if (error instanceof Blocked) return { kind: 'broken', what: error.message }
      throw error
    }
  }
  const agent: ServiceAgent = {
    work: () => work(1),
    workAtOnce: async (times) => [await work(times)],
    close: async () => {},
  }
  return agent
}

/**
 * @param connect opens a conversation: at the start, and again after one broke
 * @throws Blocked if the adapter speaks otherwise
 */
export const createAdapterService = async (
  connect: () => Channel,
  configuration: ServiceConfiguration,
): Promise<ServiceDriver> => {
  let channel = connect()
  let hello: Reply
  try {
    hello = await greet(channel)
  } catch (error) {
    await channel.close()
    throw error
  }
  let session = 0
  let offset = 0
  const setClock = async (offsetSeconds: number): Promise<void> => {
    offset = offsetSeconds
    await channel.ask({ op: 'clock', offsetSeconds })
  }
  return {
    surface: 'service',
    name: [hello.name, hello.version].filter((part) => part !== undefined).join(' ') || 'an adapter',
    clientId: configuration.clientId,
    scopes: configuration.scopes,
    ...(configuration.clientSecret !== undefined && { clientSecret: configuration.clientSecret }),
    memory: 'agent',
    open: async () => {
      if (channel.isOver()) {
        await channel.close()
        channel = connect()
        const again = await greet(channel)
        if (again.ops?.includes('clock')) await setClock(offset)
      }
      session += 1
      return openAgent(channel, `s${session}`, configuration)
    },
    ...(hello.ops?.includes('clock') && { setClock }),
    close: () => channel.close(),
  }
}
