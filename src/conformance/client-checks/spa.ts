// What only a single-page app can get wrong: fragments on pages that expect none, messages of windows that are not the org's.

import type { ClientContext } from '../clients/client-context.js'
import type { Agent, AuthorizationStart, Delivery } from '../clients/driver.js'
import { rfc } from '../sources.js'
import type { ScriptedCheck } from './client-check.js'
import { otherEnd, readParam, setTo } from './pairs.js'

const asFragment = ({ params }: Delivery): string =>
  new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString()

/** A page of the app that is not the callback. */
const otherPage = (redirectUri: string): string => {
  const root = `${new URL(redirectUri).origin}/`
  return redirectUri === root ? `${root}conformance-no-such-page` : root
}

const show = async (agent: Agent) => {
  const outcome = await agent.probe()
  return outcome.kind === 'signed-in' ? `signed in as ${outcome.user}` : 'signed out'
}

/** A login that an attacker finishes elsewhere, up to its answer. */
const stolen = async ({ agent, org }: ClientContext): Promise<Delivery> => {
  const attacker = await agent()
  return org.answer((await attacker.start()).url, org.hasSecondUser ? 'second-user' : 'user')
}

const fragments = async (context: ClientContext): Promise<void> => {
  const { agent, org, expect, blocked } = context
  const answer = await stolen(context)
  const page = otherPage(answer.redirectUri)

  const bystander = await agent()
  const open = bystander.visit ?? blocked('the driver opens no pages')
  await open(`${page}#${asFragment(answer)}`)
  expect.equal(await show(bystander), 'signed out', 'after a link to another page with the answer to a foreign login')
  await open(`${answer.redirectUri}#${asFragment(answer)}`)
  expect.equal(await show(bystander), 'signed out', 'after a link to the callback page while no login was pending')

  const person = await agent()
  const started = await person.start()
  const own = await org.answer(started.url, 'user')
  await (person.visit ?? blocked('the driver opens no pages'))(`${page}#${asFragment(own)}`)
  expect.equal(await show(person), 'signed out', 'after the answer to a pending login came to another page')
}

const isByWindow = ({ params }: AuthorizationStart): boolean =>
  readParam(params, 'response_mode') === 'okta_post_message'

const attackerOrigin = 'https://attacker.example.com'

const messages = async (context: ClientContext): Promise<void> => {
  const { agent, org, expect, blocked, notApplicable } = context
  const first = await (await agent()).start()
  if (!isByWindow(first)) notApplicable('the client does not use okta_post_message')
  const theirs = readParam((await stolen(context)).params, 'code') ?? blocked('the answer has no code')

  const person = await agent()
  const answer = await org.answer((await person.start()).url, 'user')
  const forged = setTo('code', theirs)(answer.params, context)
  await (person.message ?? blocked('the driver sends no messages'))(attackerOrigin, forged)
  expect.equal(person.hasSent?.(theirs), false, `the code in a message from ${attackerOrigin} was sent to the org`)
  await person.deliver(answer)
  expect.equal(
    await show(person),
    `signed in as ${org.markerOf('user')}`,
    'after the org’s own message, which came later',
  )

  const other = await agent()
  const own = await org.answer((await other.start()).url, 'user')
  await other.deliver({ ...own, params: setTo('state', otherEnd)(setTo('code', theirs)(own.params, context), context) })
  expect.equal(other.hasSent?.(theirs), false, 'the code in a message with another state was sent to the org')
}

export const spaChecks: readonly ScriptedCheck[] = [
  {
    id: 'CL-SPA-01',
    title: 'a fragment is read on the callback page only, and only while a login is pending',
    topic: 'hygiene',
    kind: 'script',
    surfaces: ['spa'],
    levels: ['F'],
    severity: 'high',
    sources: [rfc(9700, '4.6')],
    cwe: 384,
    why: 'A link to any page of the app signs its reader in as the attacker.',
    run: fragments,
  },
  {
    id: 'CL-SPA-02',
    title: 'a message is taken from the org’s origin only, and with the state of the pending login',
    topic: 'hygiene',
    kind: 'script',
    surfaces: ['spa'],
    levels: ['F'],
    severity: 'critical',
    sources: [rfc(9700, '4.17')],
    cwe: 346,
    why: 'Any site that opens the app in a window can hand it an attacker’s login.',
    run: messages,
  },
]
