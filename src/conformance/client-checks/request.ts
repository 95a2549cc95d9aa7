// What a client sends: section A of the table. Nothing is changed; the kit looks at ordinary logins.
import { createHash } from 'node:crypto'
import type { ClientContext } from '../clients/client-context.js'
import type { AuthorizationStart } from '../clients/driver.js'
import { core, rfc } from '../sources.js'
import { type ClientFacts, everywhere, type Judged, type ScriptedCheck } from './client-check.js'
import { apparentBits } from './entropy.js'
import { readParam } from './pairs.js'
import { hand, tokenCalls, watching } from './saw.js'

/** Enough to tell what is fresh from what is fixed. */
const logins = 5

const startAll = async ({ agent }: ClientContext): Promise<readonly AuthorizationStart[]> => {
  const starts: AuthorizationStart[] = []
  for (let count = 0; count < logins; count += 1) starts.push(await (await agent()).start())
  return starts
}

/** The parameter in each of several logins; those without it are left out. */
const valuesOf = (starts: readonly AuthorizationStart[], name: string): readonly string[] =>
  starts.flatMap(({ params }) => readParam(params, name) ?? [])

const expectFresh = ({ expect }: ClientContext, values: readonly string[], name: string): void => {
  expect.equal(new Set(values).size, logins, `different values of ${name} in ${logins} logins`)
}

const state = async (context: ClientContext): Promise<void> => {
  const { expect } = context
  const values = valuesOf(await startAll(context), 'state')
  if (!expect.equal(values.length, logins, `logins of ${logins} with a state`)) return
  expectFresh(context, values, 'state')
  const bits = apparentBits(values)
  const seen = { expected: 'at least 128 bits', got: `about ${bits} bits` }
  // A UUID has 122, which no attacker guesses either; RFC 6749 10.10 asks for 128.
  if (bits < 96) expect.that(false, 'what an attacker would have to guess of state', seen)
  else expect.should.that(bits >= 128, 'what an attacker would have to guess of state', seen)
}

const nonce = async (context: ClientContext): Promise<void> => {
  const { expect, facts, notApplicable } = context
  const values = valuesOf(await startAll(context), 'nonce')
  const isDue = facts.responseType.split(' ').includes('id_token')
  if (!isDue && values.length === 0) {
    notApplicable('OIDC Core leaves nonce to the client where the ID token comes from the token endpoint')
  }
  if (expect.equal(values.length, logins, `logins of ${logins} with a nonce`)) expectFresh(context, values, 'nonce')
}

const pkceSeverity = ({ confidential }: ClientFacts): Judged =>
  confidential
    ? { severity: 'medium', reason: 'RFC 9700 2.1.1 recommends PKCE to confidential clients', obligation: 'should' }
    : { severity: 'high', reason: 'a public client has nothing else that ties its code to it (RFC 9700 2.1.1)' }

const pkce = async (context: ClientContext): Promise<void> => {
  const { expect } = context
  const starts = await startAll(context)
  const challenges = valuesOf(starts, 'code_challenge')
  if (!expect.equal(challenges.length, logins, `logins of ${logins} with a code_challenge`)) return
  expectFresh(context, challenges, 'code_challenge')
  const methods = [...new Set(starts.map(({ params }) => readParam(params, 'code_challenge_method') ?? 'plain'))]
  expect.equal(methods, ['S256'], 'code_challenge_method')
}

/** One login, and how its code was redeemed. */
const redeem = async (context: ClientContext) => {
  const { agent, org, blocked } = context
  const opened = await agent()
  const started = await opened.start()
  const answer = await org.answer(started.url, 'user')
  const { seen } = await watching(context, () => hand(opened, answer))
  const [call] = tokenCalls(seen, 'authorization_code')
  return { started, seen, call: call ?? blocked('the client redeemed no code in an ordinary login') }
}

const verifier = async (context: ClientContext): Promise<void> => {
  const { expect } = context
  const { started, call } = await redeem(context)
  const sent = call.parameters.code_verifier ?? ''
  expect.match(sent, /^[A-Za-z0-9._~-]{43,128}$/, 'code_verifier')
  const hash = createHash('sha256').update(sent).digest('base64url')
  expect.equal(hash, readParam(started.params, 'code_challenge'), 'the hash of code_verifier')
}

const isGoodPlace = (uri: string): boolean => {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

const redirectUri = async (context: ClientContext): Promise<void> => {
  const { expect } = context
  const { started, call } = await redeem(context)
  const asked = readParam(started.params, 'redirect_uri') ?? ''
  expect.equal(call.parameters.redirect_uri, asked, 'redirect_uri at the token endpoint')
  expect.that(isGoodPlace(asked), 'redirect_uri', { expected: 'https, or a loopback address', got: asked })
}

const secretNames = ['client_secret', 'client_assertion']

const secret = async (context: ClientContext): Promise<void> => {
  const { agent, org, expect } = context
  const opened = await agent()
  const started = await opened.start()
  const inBrowser = (names: readonly string[]) => names.filter((name) => secretNames.includes(name))
  expect.equal(inBrowser(started.params.map(([name]) => name)), [], 'secrets in the authorization request')
  const answer = await org.answer(started.url, 'user')
  const moment = await org.journal?.now()
  const { visited } = await opened.deliver(answer)
  const names = visited.flatMap((url) => (URL.canParse(url) ? [...new URL(url).searchParams.keys()] : []))
  expect.equal(inBrowser(names), [], 'secrets in URLs that the browser saw')
  if (moment === undefined) return
  for (const { path, inUrl, headers, parameters } of (await org.journal?.since(moment)) ?? []) {
    expect.equal(inBrowser(inUrl), [], `secrets in the URL of ${path}`)
    const byHeader = /^basic /i.test(headers.authorization ?? '')
    const ways = [byHeader, ...secretNames.map((name) => parameters[name] !== undefined)].filter(Boolean).length
    if (ways > 0) expect.equal(ways, 1, `places of the secret in one request to ${path}`)
  }
}

const responseType = async ({ agent, expect }: ClientContext): Promise<void> => {
  const { params } = await (await agent()).start()
  const asked = readParam(params, 'response_type') ?? ''
  // RFC 9700 2.1.2 says "should not".
  expect.should.that(!asked.split(' ').includes('token'), 'response_type', {
    expected: 'one that brings no access token through the browser',
    got: asked,
  })
}

const bearer = async (context: ClientContext): Promise<void> => {
  const { agent, org, expect, notApplicable } = context
  const opened = await agent()
  const answer = await org.answer((await opened.start()).url, 'user')
  const { seen } = await watching(context, async () => {
    await hand(opened, answer)
    await opened.callApi?.()
  })
  const calls = seen.filter(
    ({ headers, parameters, path }) =>
      !path.endsWith('/v1/token') &&
      (/^(bearer|dpop) /i.test(headers.authorization ?? '') || parameters.access_token !== undefined),
  )
  if (calls.length === 0) notApplicable('the client called nothing with its access token')
  for (const { path, inUrl } of calls) {
    expect.equal(
      inUrl.filter((name) => name === 'access_token'),
      [],
      `access tokens in the URL of ${path}`,
    )
  }
}

const scope = async ({ agent, expect, facts }: ClientContext): Promise<void> => {
  const { params } = await (await agent()).start()
  const asked = (readParam(params, 'scope') ?? '').split(' ')
  const far = asked.filter((one) => one.startsWith('okta.') || one === 'offline_access')
  if (facts.scopes) {
    const more = far.filter((one) => !facts.scopes?.includes(one))
    expect.equal(more, [], 'far-reaching scopes that it was not told to ask for')
  } else expect.should.equal(far, [], 'far-reaching scopes; the settings name none')
}

export const requestChecks: readonly ScriptedCheck[] = [
  {
    id: 'CL-REQ-01',
    title: 'each login has a state of its own that nobody can guess',
    topic: 'request',
    kind: 'script',
    surfaces: everywhere,
    levels: ['O'],
    severity: 'high',
    sources: [rfc(6749, '10.12'), rfc(9700, '4.7')],
    cwe: 352,
    why: 'An attacker finishes his own login in the browser of somebody else.',
    run: state,
  },
  {
    id: 'CL-REQ-02',
    title: 'each login has a nonce of its own where the ID token comes through the browser',
    topic: 'request',
    kind: 'script',
    surfaces: everywhere,
    levels: ['O'],
    severity: 'high',
    sources: [core('3.2.2.1')],
    cwe: 294,
    why: 'A token that was stolen from another login is taken for a fresh one.',
    run: nonce,
  },
  {
    id: 'CL-REQ-03',
    title: 'each login has a PKCE challenge of its own, by S256',
    topic: 'request',
    kind: 'script',
    surfaces: everywhere,
    levels: ['O'],
    severity: pkceSeverity,
    sources: [rfc(7636, '4'), rfc(9700, '2.1.1')],
    cwe: 345,
    why: 'A code that was stolen on its way can be used.',
    needs: ['code'],
    run: pkce,
  },
  {
    id: 'CL-REQ-04',
    title: 'the verifier is the one of this login, 43 to 128 characters long',
    topic: 'request',
    kind: 'script',
    surfaces: everywhere,
    levels: ['P', 'M'],
    severity: 'high',
    sources: [rfc(7636, '4.1')],
    cwe: 330,
    why: 'A verifier that can be guessed protects nothing.',
    needs: ['code', 'pkce', 'journal'],
    run: verifier,
  },
  {
    id: 'CL-REQ-05',
    title: 'the redirect URI is the same at both endpoints, and https or loopback',
    topic: 'request',
    kind: 'script',
    surfaces: everywhere,
    levels: ['P', 'M'],
    severity: 'medium',
    sources: [rfc(6749, '4.1.3'), rfc(8252, '7.3')],
    cwe: 319,
    why: 'A code that was meant for another place, or that anybody on the way can read, is redeemed.',
    needs: ['code', 'journal'],
    run: redirectUri,
  },
  {
    id: 'CL-REQ-06',
    title: 'the client’s secret is in one place, which is neither a browser nor a URL',
    topic: 'request',
    kind: 'script',
    surfaces: everywhere,
    levels: ['O', 'P', 'M'],
    severity: 'critical',
    sources: [rfc(6749, '2.3.1'), rfc(9700, '2.5')],
    cwe: 522,
    why: 'URLs end up in histories and logs, and the secret with them.',
    needs: ['client-secret'],
    run: secret,
  },
  {
    id: 'CL-REQ-08',
    title: 'no access token comes through the browser',
    topic: 'request',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['O'],
    severity: 'medium',
    sources: [rfc(9700, '2.1.2')],
    cwe: 522,
    why: 'The token is in the address bar, and nothing ties it to this browser.',
    run: responseType,
  },
  {
    id: 'CL-REQ-09',
    title: 'the access token is sent in a header, never in a URL',
    topic: 'request',
    kind: 'script',
    surfaces: everywhere,
    levels: ['O', 'P', 'M'],
    severity: 'high',
    sources: [rfc(6750, '2.3'), rfc(9700, '4.3.2')],
    cwe: 598,
    why: 'URLs end up in logs, and the token with them.',
    needs: ['journal'],
    run: bearer,
  },
  {
    id: 'CL-REQ-10',
    title: 'no scope of the API and no refresh token is asked for unless the client was told to',
    topic: 'request',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['O'],
    severity: 'low',
    sources: [rfc(9700, '2.3')],
    cwe: 250,
    why: 'Whoever steals the token can do more than the app ever needed.',
    run: scope,
  },
]
