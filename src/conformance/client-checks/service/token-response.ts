// CL-TOK-02 to -07 for service apps: wrong and unusual answers of the token endpoint.

import { describeOutcome } from '../../clients/service/service-driver.js'
import { isBroken, isDone } from '../../clients/service/traffic.js'
import { rfc } from '../../sources.js'
import type { ServiceCheck } from '../client-check.js'
import { serviceCheck } from './service-check.js'
import { acceptsUnder, expectNoStorm, refusesUnder, type Variant, workUnder } from './under-fault.js'

const variants = (...rows: readonly (readonly [name: string, fault: string])[]): readonly Variant[] =>
  rows.map(([name, fault]) => ({ name, faults: [fault] }))

const row = (
  check: Omit<Parameters<typeof serviceCheck>[0], 'topic' | 'run'>,
  faults: readonly Variant[],
  each: (variant: Variant, context: Parameters<NonNullable<ServiceCheck['run']>>[0]) => Promise<void>,
): ServiceCheck =>
  serviceCheck({
    ...check,
    topic: 'token-response',
    run: async (context) => {
      for (const variant of faults) await each(variant, context)
    },
  })

const incomplete = row(
  {
    id: 'CL-TOK-02',
    title: 'a token response without access_token or token_type is not used',
    severity: 'medium',
    sources: [rfc(6749, '5.1')],
    cwe: 20,
    why: 'The app goes on with half of what it needs, and asks the API with what is no token.',
  },
  variants(['no access_token', 'token-access-token-missing'], ['no token_type', 'token-type-missing']),
  refusesUnder,
)

const unknownType = row(
  {
    id: 'CL-TOK-03',
    title: 'a token of an unknown type is not used',
    severity: 'medium',
    sources: [rfc(6749, '7.1')],
    cwe: 20,
    why: 'A token that has to be used in another way is sent in the clear as a Bearer token.',
    twin: 'CL-TOK-04',
  },
  variants(['', 'token-type-unknown']),
  refusesUnder,
)

const unusual = row(
  {
    id: 'CL-TOK-04',
    title: 'a token response with its type in lower case, without optional members, or with unknown ones is accepted',
    severity: 'interop',
    sources: [rfc(6749, '5.1')],
    cwe: 20,
    why: 'All of it is allowed.',
  },
  variants(
    ['token_type in lower case', 'token-type-lower-case'],
    ['no expires_in', 'token-expires-in-missing'],
    ['no scope', 'token-scope-missing'],
    ['unknown members', 'token-extra-members'],
  ),
  acceptsUnder,
)

const errors = row(
  {
    id: 'CL-TOK-05',
    title: 'an error of the token endpoint is no token, in whatever form it comes',
    severity: 'medium',
    sources: [rfc(6749, '5.2')],
    cwe: 755,
    why: 'The app takes an error for a token, or hands its assertion to another host.',
  },
  variants(
    ['400 invalid_grant', 'token-invalid-grant'],
    ['401 invalid_client', 'token-invalid-client'],
    ['500 in HTML', 'token-500-html'],
    ['cut JSON', 'token-truncated'],
    ['200 with an error', 'token-error-as-200'],
    ['a redirect elsewhere', 'token-redirect-seen'],
  ),
  refusesUnder,
)

const silence: ServiceCheck = serviceCheck({
  id: 'CL-TOK-06',
  title: 'a token endpoint that does not answer is given up',
  topic: 'token-response',
  severity: 'low',
  sources: [rfc(9110, '9.2.2')],
  cwe: 400,
  why: 'Work piles up behind a call that never ends.',
  run: async (context) => {
    const traffic = await workUnder({ name: '', faults: ['token-hangs'] }, context)
    const got = traffic.outcomes.map(describeOutcome).join(', ')
    context.expect.that(!isDone(traffic), 'what the app says', { expected: 'that it failed', got })
    // Some clients wait for half a minute, which is not for ever: the kit does not stay to see.
    context.expect.should.that(!isBroken(traffic), 'what the app says', { expected: 'that it failed, soon', got })
  },
})

const narrower: ServiceCheck = serviceCheck({
  id: 'CL-TOK-07',
  title: 'fewer scopes than were asked for are no reason to crash, and none to ask over and over',
  topic: 'token-response',
  severity: 'low',
  sources: [rfc(6749, '3.3')],
  cwe: 863,
  why: 'The app hammers the token endpoint for what it will not get.',
  run: async (context) => {
    const asked = context.control.tokenCalls[0]?.parameters.scope ?? ''
    if (!asked.includes(' ')) context.notApplicable('the app asks for one scope: there is nothing to leave out')
    const traffic = await workUnder({ name: '', faults: ['token-scope-narrower'] }, context)
    expectNoStorm(context, traffic, 'calls of the token endpoint')
    context.expect.should.that(!isBroken(traffic), 'what the app says', {
      expected: 'done, or that it failed',
      got: traffic.outcomes.map(describeOutcome).join(', '),
    })
  },
})

export const tokenResponseChecks: readonly ServiceCheck[] = [
  incomplete,
  unknownType,
  unusual,
  errors,
  silence,
  narrower,
]
