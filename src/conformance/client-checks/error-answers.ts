// What forged, endless and hostile errors do to a client, which it takes more than one answer to see. Section B.
import type { ClientContext } from '../clients/client-context.js'
import type { Delivered } from '../clients/driver.js'
import { core, rfc } from '../sources.js'
import { everywhere, type ScriptedCheck } from './client-check.js'
import { keep, otherEnd, readParam, remove, setTo } from './pairs.js'
import { answered, expectSignedIn, expectSignedOut, hand, stillAccepts } from './saw.js'

const forgedError = async (context: ClientContext): Promise<void> => {
  const { agent, facts } = context
  const error = setTo('error', 'access_denied')
  const forgeries = [
    ['another state', setTo('state', otherEnd)],
    ['no state', remove('state')],
  ] as const
  for (const [name, change] of forgeries) {
    const what = `an error with ${name}`
    const person = await agent()
    const own = await answered(context, person)
    const forged = { ...own, params: error(change(keep('state')(own.params, context), context), context) }
    // Whether the login that was begun goes on is the client's to decide.
    expectSignedOut(context, await hand(person, forged), what)
    if (facts.surface === 'library') continue
    const signedIn = await context.login()
    await signedIn.deliver(forged)
    expectSignedIn(context, await signedIn.probe(), `somebody signed in, after ${what}`)
  }
  await stillAccepts(context)
}

const mostHops = 3

/** Where a browser that followed the client ended, if that is the org again. */
const backAtOrg = ({ visited }: Delivered, issuer: string): string | undefined => {
  const last = visited.at(-1) ?? ''
  return URL.canParse(last) && new URL(last).host === new URL(issuer).host ? last : undefined
}

const silently = (url: string): string => {
  const changed = new URL(url)
  changed.searchParams.set('prompt', 'none')
  return changed.href
}

const loop = async (context: ClientContext): Promise<void> => {
  const { agent, org, expect, blocked } = context
  const person = await agent()
  const started = await person.start()
  if (started.sealed) blocked('the client pushes or signs its authorization request: a browser cannot change it')
  let next: string | undefined = started.url
  let hops = 0
  while (next !== undefined && hops <= mostHops) {
    const answer = await org.answer(silently(next), 'user')
    const error = readParam(answer.params, 'error')
    if (error !== 'login_required') blocked(`the org answers prompt=none with ${error ?? 'no error'}`)
    hops += 1
    next = backAtOrg(await person.deliver(answer), org.issuer)
  }
  const times = `at most ${mostHops} times`
  expect.that(hops <= mostHops, 'login_required', { expected: `asked again ${times}`, got: `${hops} times and more` })
  expectSignedOut(context, await person.probe(), 'after login_required')
}

const script = async (context: ClientContext): Promise<void> => {
  const { agent, expect, random, inconclusive } = context
  const id = `conformance${random(12).replace(/\W/g, '')}`
  const markup = `"'><img src=x id=${id}>`
  let pages = 0
  for (const name of ['error', 'error_description', 'error_uri'] as const) {
    const person = await agent()
    const own = await answered(context, person)
    const denied = setTo('error', 'access_denied')(keep('state')(own.params, context), context)
    const { page, outcome } = await person.deliver({ ...own, params: setTo(name, markup)(denied, context) })
    if (outcome?.kind === 'undecided') {
      expect.should.that(false, `markup in ${name}`, { expected: 'no crash', got: outcome.what })
    }
    if (page === undefined) continue
    pages += 1
    // As it was sent, or as a browser writes the element that it made of it.
    const there = [`<img src=x id=${id}`, `<img src="x" id="${id}"`].some((image) => page.includes(image))
    expect.that(!there, `markup in ${name} on the page that the person is shown`, {
      expected: 'left out, or escaped',
      got: 'there as it came',
    })
  }
  if (pages === 0) inconclusive('after an error the client shows no page that could be looked at')
}

export const errorAnswerChecks: readonly ScriptedCheck[] = [
  {
    id: 'CL-ERR-03',
    title: 'an error with another state or none changes no session',
    topic: 'response',
    kind: 'script',
    surfaces: everywhere,
    levels: ['F'],
    severity: 'medium',
    sources: [rfc(9700, '4.7')],
    cwe: 352,
    why: 'Any page can sign people out, or spoil a login that they began.',
    run: forgedError,
  },
  {
    id: 'CL-ERR-05',
    title: 'login_required does not send the browser round in circles',
    topic: 'response',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['Q'],
    severity: 'medium',
    sources: [core('3.1.2.6')],
    cwe: 835,
    why: 'The page flickers until the org’s rate limit is used up for everybody.',
    run: loop,
  },
  {
    id: 'CL-ERR-06',
    title: 'markup in an error is not part of the page',
    topic: 'response',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['F'],
    severity: 'high',
    sources: [rfc(6749, '10.14')],
    cwe: 79,
    why: 'One link is enough to run a script on the app’s origin.',
    run: script,
  },
]
