// What a browser is made to do and left with: redirects, addresses, cookies. Section E, as far as every app has it.
import type { ClientContext } from '../clients/client-context.js'
import type { Agent, Kept } from '../clients/driver.js'
import { Blocked } from '../outcome.js'
import { document, rfc } from '../sources.js'
import type { ScriptedCheck } from './client-check.js'
import { keep, readParam, setTo } from './pairs.js'
import { expectSignedIn, expectSignedOut, hand, shown } from './saw.js'

const attacker = 'attacker.example.com'

/** Ways to write an address that is not the app's, for readers who look at its start only. */
const lures = (origin: string): readonly string[] => [
  `https://${attacker}/`,
  `//${attacker}/`,
  `/\\${attacker}/`,
  `/\t/${attacker}/`,
  `https:${attacker}/`,
  `${origin}@${attacker}/`,
  `${origin}.${attacker}/`,
  'javascript:alert(1)',
]

/** Where a browser ended up, if that is neither the app nor the org. */
const leftFor = (context: ClientContext, home: string, urls: readonly string[]): string | undefined => {
  const hosts = [home, context.org.issuer].map((url) => new URL(url).host)
  return urls.find((url) => {
    if (!URL.canParse(url)) return false
    const { protocol, host } = new URL(url)
    return !/^https?:$/.test(protocol) || !hosts.includes(host)
  })
}

/** Where a login leads that was started with a wish. @returns every address on its way */
const loginWith = async ({ agent, org }: ClientContext, returnTo: string): Promise<readonly string[]> => {
  const person = await agent()
  try {
    const started = await person.start({ returnTo })
    const { visited } = await person.deliver(await org.answer(started.url, 'user'))
    return visited
  } catch (error) {
    // An app that refuses such a wish starts no login; where it sent the browser instead is on record.
    if (error instanceof Blocked) return (await person.kept()).history
    throw error
  }
}

const returnTo = async (context: ClientContext): Promise<void> => {
  const { agent, expect, random, inconclusive } = context
  const home = readParam((await (await agent()).start()).params, 'redirect_uri') ?? ''
  const own = `/conformance-${random(12)}`
  const landed = (await loginWith(context, own)).some((url) => URL.canParse(url) && new URL(url).pathname === own)
  if (!landed) inconclusive(`a wish to go to ${own}, which is the app’s, has no effect, so others show nothing`)
  for (const lure of lures(new URL(home).origin)) {
    const left = leftFor(context, home, await loginWith(context, lure))
    expect.equal(left ?? 'the app', 'the app', `where a login ends that was to return to ${lure}`)
  }
}

/** Names that apps give to "where to go next". */
const nextNames = [
  ...['returnTo', 'return_to', 'returnUrl', 'return', 'next', 'redirect', 'redirect_to', 'redirect_uri'],
  ...['redirectUrl', 'url', 'target', 'continue', 'dest', 'destination', 'goto', 'RelayState', 'fromURI', 'from'],
  ...['callbackUrl', 'post_logout_redirect_uri', 'rd', 'r', 'u'],
]

const lured = nextNames.map((name) => [name, `https://${attacker}/`] as const)

const openRedirect = async (context: ClientContext): Promise<void> => {
  const { agent, org, expect, login } = context
  const answers = [
    ['the callback', (own: Params) => own],
    [
      'the callback with an error',
      (own: Params) => setTo('error', 'access_denied')(keep('state')(own, context), context),
    ],
  ] as const
  for (const [what, change] of answers) {
    const person = await agent()
    const own = await org.answer((await person.start()).url, 'user')
    const { visited } = await person.deliver({ ...own, params: [...change(own.params), ...lured] })
    expect.equal(leftFor(context, own.redirectUri, visited) ?? 'the app', 'the app', `where ${what} leads`)
  }
  const person = await login()
  const sent = await person.logout?.()
  const back = readParam(sent?.params ?? [], 'post_logout_redirect_uri')
  if (back === undefined || person.visit === undefined) return
  const url = new URL(back)
  for (const [name, value] of lured) url.searchParams.set(name, value)
  const { visited } = await person.visit(url.href)
  expect.equal(
    leftFor(context, back, visited.slice(-1)) ?? 'the app',
    'the app',
    'where the return from a logout leads',
  )
}

type Params = Parameters<ReturnType<typeof keep>>[0]

/** A login, and what the browser was left with. */
const leftovers = async (context: ClientContext): Promise<{ readonly agent: Agent; readonly home: string } & Kept> => {
  const { org, blocked } = context
  const agent = await context.agent()
  const answer = await org.answer((await agent.start()).url, 'user')
  const outcome = await hand(agent, answer)
  if (outcome.kind !== 'signed-in') blocked('an ordinary login does not work')
  return { agent, home: answer.redirectUri, ...(await agent.kept()) }
}

/** Names of what must not stay in an address. */
const secretsIn = (url: string): readonly string[] => {
  if (!URL.canParse(url)) return []
  const { searchParams, hash } = new URL(url)
  const names = [...searchParams.keys(), ...new URLSearchParams(hash.replace(/^#[/?]*/, '')).keys()]
  return names.filter((name) => ['code', 'access_token', 'id_token', 'refresh_token'].includes(name))
}

const addresses = async (context: ClientContext): Promise<void> => {
  const { expect, inconclusive } = context
  const { history, thirdParty } = await leftovers(context)
  const last = history.at(-1) ?? inconclusive('nothing shows which page the person ends on')
  expect.equal(secretsIn(last), [], 'secrets in the address bar after the login')
  const told = thirdParty.flatMap(({ url, referer = '' }) => [...secretsIn(url), ...secretsIn(referer)])
  expect.equal(told, [], 'secrets in what other sites were told')
}

const without = (cookies: Kept['cookies'], name: string): Kept['cookies'] =>
  cookies.filter((cookie) => cookie.name !== name)

const cookies = async (context: ClientContext): Promise<void> => {
  const { org, expect, blocked, inconclusive } = context
  const person = await context.agent()
  const started = await person.start()
  const before = (await person.kept()).cookies
  const answer = await org.answer(started.url, 'user')
  if (!expectSignedIn(context, await hand(person, answer), 'after an ordinary login')) return
  const after = (await person.kept()).cookies
  const ask = person.probeWith ?? blocked('nobody can be asked with other cookies')
  if ((await ask(after)).kind !== 'signed-in') inconclusive('cookies are not all that the session hangs on')
  // Fixation: an attacker who planted the cookies of before would be signed in now.
  if (before.length > 0) expectSignedOut(context, await ask(before), 'a browser with the cookies from before the login')
  let found = 0
  for (const cookie of after) {
    if ((await ask(without(after, cookie.name))).kind === 'signed-in') continue
    found += 1
    const { name, httpOnly, secure, sameSite } = cookie
    expect.equal(httpOnly, true, `HttpOnly of the session cookie ${name}`)
    if (answer.redirectUri.startsWith('https:')) expect.equal(secure, true, `Secure of the session cookie ${name}`)
    // Without it browsers do as if it were Lax, but for two minutes.
    expect.should.oneOf(sameSite?.toLowerCase(), ['lax', 'strict'], `SameSite of the session cookie ${name}`)
  }
  if (found === 0)
    inconclusive(`no cookie is the session: signed in without any one of them (${shown(await person.probe())})`)
}

export const hygieneChecks: readonly ScriptedCheck[] = [
  {
    id: 'CL-OPEN-01',
    title: 'where to go after a login is a place of the app, however it is written',
    topic: 'hygiene',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['F'],
    severity: 'high',
    sources: [rfc(9700, '4.11.1')],
    cwe: 601,
    why: 'A link to the app, with a real login on its way, ends on the attacker’s page.',
    needs: ['return-to'],
    run: returnTo,
  },
  {
    id: 'CL-OPEN-02',
    title: 'neither the callback nor the return from a logout leads off the app',
    topic: 'hygiene',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['F'],
    severity: 'high',
    sources: [rfc(9700, '4.11.1')],
    cwe: 601,
    why: 'A link to the app ends on the attacker’s page, codes with it.',
    run: openRedirect,
  },
  {
    id: 'CL-LEAK-01',
    title: 'codes and tokens do not stay in the address bar, and are told to nobody',
    topic: 'hygiene',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['O'],
    severity: 'medium',
    sources: [rfc(9700, '4.2'), rfc(9700, '4.3')],
    cwe: 598,
    why: 'They end up in histories, screenshots, and the Referer that other sites are sent.',
    run: addresses,
  },
  {
    id: 'CL-LEAK-02',
    title: 'the session cookie is out of reach of scripts and other sites, and new with each login',
    topic: 'hygiene',
    kind: 'script',
    surfaces: ['web'],
    levels: ['O'],
    severity: 'high',
    sources: [
      document('OWASP ASVS 4.0 V3', 'https://owasp.org/www-project-application-security-verification-standard/'),
    ],
    cwe: 384,
    why: 'A session can be stolen by a script, or planted before its owner signs in.',
    needs: ['cookies'],
    run: cookies,
  },
]
