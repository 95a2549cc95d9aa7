// Mix-up (RFC 9700 4.4): a login that begins at an attacker's issuer and is answered by the honest org. Section B.
import type { ClientContext } from '../clients/client-context.js'
import type { Agent, Delivery } from '../clients/driver.js'
import type { OrgSide } from '../clients/org-side.js'
import { rewritten, together } from '../clients/run-login.js'
import { rfc } from '../sources.js'
import type { ScriptedCheck } from './client-check.js'
import { readParam, setTo } from './pairs.js'
import { hand, shown, stillAccepts, tokenCalls, watching } from './saw.js'

/**
 * The attacker's authorization endpoint sends the browser on to the honest org, in the name of the client there: what that
 * takes (endpoint, client id, redirect URI) is what the client itself shows anybody who begins a login. State, nonce and
 * challenge stay as the client wrote them. The org knows no better than to answer.
 */
const luredAnswer = async (context: ClientContext, person: Agent): Promise<Delivery> => {
  const { agent, org, blocked } = context
  const honest = await (await agent()).start()
  const begun = await person.start({ issuer: 'second' })
  if (honest.sealed || begun.sealed) {
    blocked('the client pushes or signs its authorization request: a browser cannot change it')
  }
  const honestly = (name: string) => setTo(name, readParam(honest.params, name) ?? '')
  const inItsName = honestly('client_id')(honestly('redirect_uri')(begun.params, context), context)
  return org.answer(
    rewritten(honest.url, () => inItsName),
    'user',
  )
}

/** A client that signs nobody in at its second issuer has no codes that could be mixed up. */
const signsInAt = async ({ agent, blocked }: ClientContext, second: OrgSide): Promise<void> => {
  const person = await agent()
  const { url } = await person.start({ issuer: 'second' })
  const outcome = await hand(person, await second.answer(url, 'user'))
  const isIn = outcome.kind === 'signed-in' && outcome.user === second.markerOf('user')
  if (!isIn) blocked(`an ordinary login at the second issuer ends with: ${shown(outcome)}`)
}

const mixUp = async (context: ClientContext): Promise<void> => {
  const { agent, org, expect, inconclusive, notApplicable } = context
  const attacker = org.second ?? notApplicable('the target has no second issuer')
  const person = await agent()
  const answer = await luredAnswer(context, person)
  const code =
    readParam(answer.params, 'code') ?? inconclusive('the org answers a login that was led to it without a code')
  const { result, seen } = await watching({ ...context, org: attacker }, () => person.deliver(answer))
  const outcome = together(result.outcome, await person.probe())
  const sent = tokenCalls(seen, 'authorization_code').some(({ parameters }) => parameters.code === code)
  expect.that(!sent, 'the code of the first issuer, in a login that was begun at the second', {
    expected: 'not sent to the token endpoint of the second',
    got: sent ? 'sent there' : 'not sent there',
  })
  // No code went astray; that the person did not want to sign in there is for the client to notice all the same (4.4.2).
  expect.should.that(outcome.kind === 'rejected', 'that login', { expected: 'signed out', got: shown(outcome) })
  await signsInAt(context, attacker)
  await stillAccepts(context)
}

export const mixUpChecks: readonly ScriptedCheck[] = [
  {
    id: 'CL-ISS-02',
    title: 'a code of one issuer is not sent to another',
    topic: 'response',
    kind: 'script',
    surfaces: ['web', 'library'],
    levels: ['M'],
    severity: 'critical',
    sources: [rfc(9700, '4.4'), rfc(9207, '1')],
    cwe: 346,
    why: 'Whoever runs one issuer gets codes of the other’s people. Okta names no issuer beside a code: a redirect URI for each tells them apart.',
    needs: ['second-issuer', 'code'],
    run: mixUp,
  },
]
