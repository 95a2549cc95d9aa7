// What a client does about keys that it does not know, and about an org that says nothing.
import { setTimeout } from 'node:timers/promises'
import type { ClientContext } from '../clients/client-context.js'
import { core, rfc } from '../sources.js'
import { everywhere, type ScriptedCheck } from './client-check.js'
import { expectSignedIn, expectSignedOut, hand, stillAccepts, watching } from './saw.js'

const rotated = async (context: ClientContext): Promise<void> => {
  const { org, login, agent, notApplicable } = context
  const keys = org.keys ?? notApplicable('the keys of the target are not the kit’s to rotate')
  await login()
  await keys.rotate()
  const person = await agent()
  const outcome = await hand(person, await org.answer((await person.start()).url, 'user'))
  expectSignedIn(context, outcome, 'after the org took a new key, which it publishes')
}

const logins = 20
const mostLooks = 2

const unknown = async (context: ClientContext): Promise<void> => {
  const { org, agent, expect, facts, blocked, inconclusive } = context
  const faults = org.faults ?? blocked('the target cannot misbehave on order')
  // A page or an adapter that starts anew each time has to look each time.
  const times = facts.surface === 'web' ? logins : 1
  await faults.arm(['id-token-kid-unknown'])
  try {
    const { seen } = await watching(context, async () => {
      for (let count = 0; count < times; count += 1) {
        const person = await agent()
        const outcome = await hand(person, await org.answer((await person.start()).url, 'user'))
        expectSignedOut(context, outcome, 'after an ID token under a kid that was never published')
        if (outcome.kind === 'signed-in') return
      }
    })
    if ((await faults.fired()) === 0) inconclusive('nothing shows that the changed answer reached the client')
    const looks = seen.filter(({ path }) => path.endsWith('/v1/keys')).length
    if (facts.surface === 'web') {
      const shown = { expected: `at most ${mostLooks}`, got: looks }
      expect.that(looks <= mostLooks, `requests for keys in ${times} such logins`, shown)
    }
  } finally {
    await faults.clear()
  }
  await stillAccepts(context)
}

/** How much longer than it says a client may take, in milliseconds. */
const slackMs = 3000

const silence = async (context: ClientContext): Promise<void> => {
  const { org, agent, expect, facts, blocked, inconclusive } = context
  const faults = org.faults ?? blocked('the target cannot misbehave on order')
  const person = await agent()
  const answer = await org.answer((await person.start()).url, 'user')
  await faults.arm(['token-hangs'])
  const done = new AbortController()
  try {
    const handed = hand(person, answer)
    const limitMs = (facts.givesUpAfterMs ?? 0) + slackMs
    const late = setTimeout(limitMs, undefined, { signal: done.signal }).catch(() => undefined)
    const outcome = await Promise.race([handed, late])
    handed.catch(() => undefined)
    if ((await faults.fired()) === 0) inconclusive('the client did not ask the token endpoint')
    const shown = { expected: `an end within ${limitMs} ms`, got: outcome === undefined ? 'none' : 'one' }
    expect.that(outcome !== undefined, 'a login whose token endpoint says nothing', shown)
    if (outcome) expectSignedOut(context, outcome, 'after a token endpoint that said nothing')
  } finally {
    done.abort()
    await faults.clear()
  }
}

export const keyChecks: readonly ScriptedCheck[] = [
  {
    id: 'CL-KEY-01',
    title: 'a key that the org took since is looked up, and its ID token accepted',
    topic: 'id-token',
    kind: 'script',
    surfaces: everywhere,
    levels: ['P', 'M'],
    severity: 'interop',
    sources: [core('10.1.1')],
    cwe: 320,
    why: 'Nobody can sign in any more when Okta changes its keys, until the app is started again.',
    // A client that rests between two looks at the keys would reject everything from here on, and be right.
    needs: ['cold-start'],
    run: rotated,
  },
  {
    id: 'CL-KEY-02',
    title: 'an ID token under a kid that was never published is rejected, and not looked up every time',
    topic: 'id-token',
    kind: 'script',
    surfaces: everywhere,
    levels: ['P', 'M'],
    severity: 'medium',
    sources: [core('10.1.1')],
    cwe: 347,
    why: 'Anybody can write tokens, or make the app fetch keys all day.',
    needs: ['journal'],
    run: unknown,
  },
  {
    id: 'CL-TOK-06',
    title: 'a token endpoint that says nothing ends the login in good time',
    topic: 'token-response',
    kind: 'script',
    surfaces: ['web', 'library'],
    levels: ['P', 'M'],
    severity: 'low',
    sources: [rfc(6749, '5.2')],
    cwe: 400,
    why: 'Every request that waits holds the app’s resources, until it answers nobody.',
    needs: ['code', 'time-out'],
    run: silence,
  },
]
