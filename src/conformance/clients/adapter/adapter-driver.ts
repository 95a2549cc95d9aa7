// A library behind an adapter: sessions of it are agents, and it says itself what it accepted.
import { Blocked } from '../../outcome.js'
import type { Agent, Delivered, Delivery, Driver, DriverAbility, Outcome } from '../driver.js'
import type { Channel } from './channel.js'
import { type Configuration, protocolVersion, type Reply } from './protocol.js'

const toOutcome = ({ ok, error, outcome, sub, reason }: Reply): Outcome => {
  if (!ok) throw new Blocked(`the adapter broke: ${error ?? 'it does not say how'}`)
  if (outcome === 'rejected') return { kind: 'rejected', ...(reason !== undefined && { reason }) }
  if (outcome === 'accepted' && sub !== undefined) return { kind: 'signed-in', user: sub }
  return {
    kind: 'undecided',
    what: outcome === 'accepted' ? 'accepted, and nobody is named' : 'no outcome in the answer',
  }
}

const urlOf = ({ redirectUri, channel, params }: Delivery): string => {
  const text = new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString()
  if (channel === 'form_post') return redirectUri
  return channel === 'fragment'
    ? `${redirectUri}#${text}`
    : `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${text}`
}

const openAgent = (channel: Channel, session: string, abilities: ReadonlySet<string>): Agent => {
  let outcome: Outcome = { kind: 'rejected' }
  const visited: string[] = []
  return {
    start: async () => {
      const { ok, url, error } = await channel.ask({ op: 'authorize', session })
      if (!ok || url === undefined) throw new Blocked(`the adapter starts no login: ${error ?? 'no url in its answer'}`)
      const params = [...new URL(url).searchParams]
      return { url, params, sealed: params.some(([name]) => name === 'request' || name === 'request_uri') }
    },
    deliver: async (delivery): Promise<Delivered> => {
      const url = urlOf(delivery)
      visited.push(url)
      const reply = await channel.ask({
        op: 'callback',
        session,
        url,
        ...(delivery.channel === 'form_post' && { form: delivery.params }),
      })
      outcome = toOutcome(reply)
      return { receipt: `the adapter answered "${reply.outcome ?? 'nothing'}" to the callback`, outcome, visited }
    },
    probe: async () => outcome,
    ...(abilities.has('refresh') && {
      refresh: async () => {
        outcome = toOutcome(await channel.ask({ op: 'refresh', session }))
        return outcome
      },
    }),
    kept: async () => ({ cookies: [], history: visited, thirdParty: [] }),
    close: async () => {},
  }
}

const abilityOf: Readonly<Record<string, DriverAbility>> = {
  refresh: 'refresh',
  userinfo: 'userinfo',
  logout: 'logout',
}

/** Says hello and configures the client. @throws Blocked if the adapter speaks otherwise */
export const createAdapterDriver = async (channel: Channel, configuration: Configuration): Promise<Driver> => {
  const hello = await channel.ask({ op: 'hello', protocol: protocolVersion })
  if (!hello.ok) throw new Blocked(`the adapter refuses the protocol: ${hello.error ?? 'no reason given'}`)
  const ops = new Set(hello.ops ?? [])
  for (const needed of ['configure', 'authorize', 'callback']) {
    if (!ops.has(needed)) throw new Blocked(`the adapter does not offer "${needed}"`)
  }
  const configured = await channel.ask({ op: 'configure', ...configuration })
  if (!configured.ok) throw new Blocked(`the adapter takes no configuration: ${configured.error ?? 'no reason given'}`)
  let session = 0
  const abilities = new Set([...ops].flatMap((op) => abilityOf[op] ?? []))
  return {
    surface: 'library',
    name: [hello.name, hello.version].filter((part) => part !== undefined).join(' ') || 'an adapter',
    redirectUris: [configuration.redirectUri],
    clientId: configuration.clientId,
    facts: { confidential: configuration.auth !== 'none', issuers: 1 },
    abilities,
    open: async () => {
      session += 1
      return openAgent(channel, `s${session}`, abilities)
    },
    close: () => channel.close(),
  }
}
