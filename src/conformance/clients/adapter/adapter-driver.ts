// A library behind an adapter: sessions of it are agents, and it says itself what it accepted.
import { Blocked } from '../../outcome.js'
import type { Agent, Delivered, Delivery, Driver, DriverAbility, Outcome } from '../driver.js'
import type { Channel } from './channel.js'
import { neededOperations, protocolVersion, type Reply, type TwoIssuers, textOfError } from './protocol.js'

/** An adapter that breaks on what it is given has neither accepted nor rejected it. */
const toOutcome = (reply: Reply): Outcome => {
  const { ok, outcome, sub } = reply
  if (!ok) return { kind: 'undecided', what: `the adapter broke: ${textOfError(reply) ?? 'it does not say how'}` }
  if (outcome === 'rejected') {
    const reason = textOfError(reply)
    return { kind: 'rejected', ...(reason !== undefined && { reason }) }
  }
  if (outcome === 'accepted' && sub !== undefined && sub !== '') return { kind: 'signed-in', user: sub }
  return {
    kind: 'undecided',
    what:
      outcome === 'accepted' ? 'the adapter accepted, and names no "sub"' : 'the adapter answers without an "outcome"',
  }
}

const urlOf = ({ redirectUri, channel, params }: Delivery): string => {
  const text = new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString()
  if (channel === 'form_post') return redirectUri
  return channel === 'fragment'
    ? `${redirectUri}#${text}`
    : `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${text}`
}

const readStart = (url: string, issuer: string) => {
  if (!URL.canParse(url)) throw new Blocked(`the adapter starts no login: "${url}" is no URL`)
  const { host, origin } = new URL(url)
  if (host !== new URL(issuer).host) throw new Blocked(`the adapter starts a login at ${origin}, not at ${issuer}`)
  const params = [...new URL(url).searchParams]
  return { url, params, sealed: params.some(([name]) => name === 'request' || name === 'request_uri') }
}

interface Around {
  readonly channel: Channel
  readonly configuration: TwoIssuers
  readonly abilities: ReadonlySet<DriverAbility>
}

const openAgent = ({ channel, configuration, abilities }: Around, session: string): Agent => {
  let outcome: Outcome = { kind: 'rejected' }
  const visited: string[] = []

  /** What an adapter that died on the way says is that it died. */
  const outcomeOf = async (...[request]: Parameters<Channel['ask']>): Promise<Outcome> => {
    try {
      return toOutcome(await channel.ask(request))
    } catch (error) {
      if (error instanceof Blocked) return { kind: 'undecided', what: error.message }
      throw error
    }
  }

  return {
    start: async ({ issuer: which } = {}) => {
      const { issuer, second } = configuration
      const elsewhere = which === 'second' ? second?.issuer : undefined
      const reply = await channel.ask({
        op: 'authorize',
        session,
        ...(elsewhere !== undefined && { issuer: elsewhere }),
      })
      if (reply.ok && reply.url !== undefined) return readStart(reply.url, elsewhere ?? issuer)
      throw new Blocked(`the adapter starts no login: ${textOfError(reply) ?? 'no "url" in its answer'}`)
    },
    deliver: async (delivery): Promise<Delivered> => {
      const url = urlOf(delivery)
      visited.push(url)
      outcome = await outcomeOf({
        op: 'callback',
        session,
        url,
        ...(delivery.channel === 'form_post' && { form: delivery.params }),
      })
      return { receipt: 'the adapter answered the callback', outcome, visited }
    },
    probe: async () => outcome,
    ...(abilities.has('refresh') && {
      refresh: async () => {
        outcome = await outcomeOf({ op: 'refresh', session })
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
  discover: 'cold-start',
  secondIssuer: 'second-issuer',
}

/** Says hello and configures the client. @throws Blocked if the adapter speaks otherwise */
const greet = async (channel: Channel, configuration: TwoIssuers): Promise<Reply> => {
  const hello = await channel.ask({ op: 'hello', protocol: protocolVersion })
  if (!hello.ok) throw new Blocked(`the adapter refuses the protocol: ${textOfError(hello) ?? 'no reason given'}`)
  const missing = neededOperations.filter((op) => !hello.ops?.includes(op))
  if (missing.length > 0) throw new Blocked(`the adapter does not offer "${missing.join('", "')}": "ops" of its hello`)
  const configured = await channel.ask({ op: 'configure', ...configuration })
  if (!configured.ok) {
    throw new Blocked(`the adapter takes no configuration: ${textOfError(configured) ?? 'no reason given'}`)
  }
  return hello
}

/**
 * @param connect opens a conversation: at the start, and again for the next agent after one broke
 * @throws Blocked if the adapter speaks otherwise
 */
export const createAdapterDriver = async (connect: () => Channel, configuration: TwoIssuers): Promise<Driver> => {
  let channel = connect()
  let hello: Reply
  try {
    hello = await greet(channel, configuration)
  } catch (error) {
    await channel.close()
    throw error
  }
  let session = 0
  const abilities = new Set((hello.ops ?? []).flatMap((op) => abilityOf[op] ?? []))
  if (configuration.second === undefined) abilities.delete('second-issuer')
  const second = abilities.has('second-issuer') ? configuration.second : undefined
  return {
    surface: 'library',
    name: [hello.name, hello.version].filter((part) => part !== undefined).join(' ') || 'an adapter',
    redirectUris: [...new Set([configuration.redirectUri, second?.redirectUri ?? configuration.redirectUri])],
    clientId: configuration.clientId,
    facts: {
      confidential: configuration.auth !== 'none',
      issuers: second ? 2 : 1,
      sharesRedirectUri: second?.redirectUri === configuration.redirectUri,
    },
    abilities,
    open: async () => {
      if (channel.isOver()) {
        await channel.close()
        channel = connect()
        await greet(channel, configuration)
      }
      session += 1
      return openAgent({ channel, configuration, abilities }, `s${session}`)
    },
    close: () => channel.close(),
  }
}
