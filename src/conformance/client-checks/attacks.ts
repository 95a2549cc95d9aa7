// What it takes more than one login to see: answers of other logins, forged answers, and the same answer twice. Section B.
import type { ClientContext } from '../clients/client-context.js'
import type { Delivery, Outcome } from '../clients/driver.js'
import { together } from '../clients/run-login.js'
import { core, rfc } from '../sources.js'
import { everywhere, type ScriptedCheck } from './client-check.js'
import { readParam, setTo } from './pairs.js'
import { answered, expectSignedIn, expectSignedOut, hand, shown, stillAccepts } from './saw.js'

const oldState = async (context: ClientContext): Promise<void> => {
  const { agent } = context
  const person = await agent()
  const first = await answered(context, person)
  if (!expectSignedIn(context, await hand(person, first), 'after an ordinary login')) return
  const old = readParam(first.params, 'state')
  if (old === undefined) context.notApplicable('the client sends no state')
  // As somebody else: that a session of the first login goes on is no harm.
  const second = await answered(context, person, 'second-user')
  const outcome = await hand(person, { ...second, params: setTo('state', old)(second.params, context) })
  expectNot(context, outcome, 'after an answer with the state of a login that is over')
  await stillAccepts(context)
}

/** Anybody or nobody, but not the attacker. */
const expectNot = ({ expect, org }: ClientContext, outcome: Outcome, what: string): void => {
  const isAttacker = outcome.kind === 'signed-in' && outcome.user !== org.markerOf('user')
  expect.that(!isAttacker, what, { expected: 'not signed in as somebody else', got: shown(outcome) })
  expect.should.that(outcome.kind !== 'undecided', what, { expected: 'a clean rejection', got: shown(outcome) })
}

/** The attacker's own login, kept back before its end. */
const attack = async (context: ClientContext): Promise<Delivery> =>
  answered(context, await context.agent(), 'second-user')

const foreignLogin = async (context: ClientContext): Promise<void> => {
  const delivery = await attack(context)
  const victim = await context.agent()
  await victim.start()
  expectNot(context, await hand(victim, delivery), 'a person with a login of their own begun, given the attacker’s')
  await context.login('second-user')
}

const unasked = async (context: ClientContext): Promise<void> => {
  const delivery = await attack(context)
  const victim = await context.agent()
  expectSignedOut(context, await hand(victim, delivery), 'a person who began no login, given the attacker’s')
  await context.login('second-user')
}

const twoTabs = async (context: ClientContext): Promise<void> => {
  const { agent, org, expect } = context
  const person = await agent()
  const left = await person.start()
  const right = await person.start()
  const as = org.hasSecondUser ? 'second-user' : 'user'
  const late = await hand(person, await org.answer(right.url, as))
  if (!expectSignedIn(context, late, 'after the answer to the second tab', as)) return
  const { outcome } = await person.deliver(await org.answer(left.url, 'user'))
  expect.equal(outcome?.kind === 'undecided' ? outcome.what : 'no crash', 'no crash', 'the answer to the first tab')
  expectSignedIn(context, await person.probe(), 'after the answer to the first tab, which came last')
}

const reload = async (context: ClientContext): Promise<void> => {
  const { agent, expect, facts } = context
  const person = await agent()
  const answer = await answered(context, person)
  if (!expectSignedIn(context, await hand(person, answer), 'after an ordinary login')) return
  const { outcome: said } = await person.deliver(answer)
  if (said?.kind === 'undecided') {
    expect.that(false, 'the same answer again', { expected: 'no crash', got: said.what })
    return
  }
  const outcome = together(said, await person.probe())
  // A library says what it made of each answer; a browser’s session of the first one may go on.
  if (facts.surface === 'library') expectSignedOut(context, outcome, 'the same answer again')
  else expectNot(context, outcome, 'the same answer again')
}

const foreignCode = async (context: ClientContext): Promise<void> => {
  const { agent, blocked } = context
  const first = await answered(context, await agent())
  const code = readParam(first.params, 'code') ?? blocked('the answer carries no code')
  const person = await agent()
  const second = await answered(context, person)
  const params = setTo('code', code)(second.params, context)
  expectSignedOut(context, await hand(person, { ...second, params }), 'after an answer with the code of another login')
  await stillAccepts(context)
}

const replayed = async (context: ClientContext): Promise<void> => {
  const { agent, blocked } = context
  const first = await agent()
  const old = await answered(context, first)
  const token = readParam(old.params, 'id_token') ?? blocked('the answer carries no ID token')
  if (!expectSignedIn(context, await hand(first, old), 'after an ordinary login')) return
  const person = await agent()
  const own = await answered(context, person)
  const params = setTo('id_token', token)(own.params, context)
  expectSignedOut(context, await hand(person, { ...own, params }), 'after an answer with the ID token of another login')
  await stillAccepts(context)
}

export const attackChecks: readonly ScriptedCheck[] = [
  {
    id: 'CL-STATE-03',
    title: 'the state of a login that is over is good for no other',
    topic: 'response',
    kind: 'script',
    surfaces: everywhere,
    levels: ['F'],
    severity: 'medium',
    sources: [rfc(9700, '4.7')],
    cwe: 294,
    why: 'Whoever once saw a state can finish logins in that browser for ever.',
    needs: ['second-user'],
    run: oldState,
  },
  {
    id: 'CL-STATE-04',
    title: 'an attacker’s code and state do not sign in a person who has a login of their own begun',
    topic: 'response',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['F'],
    severity: 'critical',
    sources: [rfc(6749, '10.12'), rfc(9700, '4.7.1')],
    cwe: 352,
    why: 'The person works in the attacker’s account, and the attacker reads all of it.',
    needs: ['second-user'],
    run: foreignLogin,
  },
  {
    id: 'CL-STATE-05',
    title: 'an attacker’s code and state do not sign in a person who began no login',
    topic: 'response',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['F'],
    severity: 'critical',
    sources: [rfc(6749, '10.12'), rfc(9700, '4.7.1')],
    cwe: 352,
    why: 'One link is enough to have people work in the attacker’s account.',
    needs: ['second-user'],
    run: unasked,
  },
  {
    id: 'CL-STATE-06',
    title: 'logins in two tabs both work, whichever is answered first',
    topic: 'response',
    kind: 'script',
    // The tabs of a single-page app have a storage each, which one page cannot show.
    surfaces: ['web'],
    levels: ['F'],
    severity: 'interop',
    sources: [rfc(6749, '10.12')],
    cwe: 362,
    why: 'People open two tabs, and see an error in one of them.',
    run: twoTabs,
  },
  {
    id: 'CL-CODE-01',
    title: 'the same answer again makes no second session and no crash',
    topic: 'response',
    kind: 'script',
    surfaces: everywhere,
    levels: ['F'],
    severity: 'medium',
    sources: [rfc(6749, '4.1.2')],
    cwe: 294,
    why: 'People press reload, and attackers find old addresses.',
    run: reload,
  },
  {
    id: 'CL-CODE-02',
    title: 'a code of another login is rejected, though it is the same person’s',
    topic: 'response',
    kind: 'script',
    surfaces: everywhere,
    levels: ['F'],
    severity: 'high',
    sources: [rfc(9700, '4.5')],
    cwe: 345,
    why: 'A stolen code can be used in the thief’s own browser.',
    needs: ['code'],
    run: foreignCode,
  },
  {
    id: 'CL-NONCE-03',
    title: 'an ID token of another login is rejected',
    topic: 'response',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['F'],
    severity: 'critical',
    sources: [core('15.5.2')],
    cwe: 294,
    why: 'A token that was stolen once signs in for as long as it lasts.',
    needs: ['id-token-in-front-channel', 'nonce'],
    run: replayed,
  },
]
