// What becomes of a session: refresh tokens and logout. Section D.
import type { ClientContext } from '../clients/client-context.js'
import type { Seen } from '../clients/org-side.js'
import { rfc, rpLogout } from '../sources.js'
import { everywhere, type ScriptedCheck } from './client-check.js'
import { readParam } from './pairs.js'
import { expectSignedIn, expectSignedOut, shown, tokenCalls, watching } from './saw.js'

/** One refresh of somebody who is signed in, and the request that it took. */
const refreshing = async (context: ClientContext, refresh: () => Promise<unknown>): Promise<Seen> => {
  const { seen } = await watching(context, refresh)
  const [call] = tokenCalls(seen, 'refresh_token')
  return call ?? context.inconclusive('the client was told to refresh, and did not ask the org')
}

const newToken = ({ issued }: Seen): string | undefined => issued.find(({ kind }) => kind === 'refresh_token')?.value

/** As many as a page with a few parts sends when its token is over. */
const atOnce = 10

const rotation = async (context: ClientContext): Promise<void> => {
  const { login, expect, notApplicable, blocked } = context
  const person = await login()
  const refresh = person.refresh ?? blocked('the client cannot be told to refresh')
  const first = await refreshing(context, refresh)
  const next = newToken(first)
  if (next === undefined || next === first.parameters.refresh_token) {
    notApplicable('the org gives no new refresh token when one is used')
  }
  const second = await refreshing(context, refresh)
  const isNew = second.parameters.refresh_token === next
  expect.that(isNew, 'the refresh token of the second refresh', {
    expected: 'the one that came with the first',
    got: isNew ? 'that one' : 'another',
  })
  if (!isNew) return
  const { seen } = await watching(context, () => Promise.all(Array.from({ length: atOnce }, refresh)))
  const sent = tokenCalls(seen, 'refresh_token').map(({ parameters }) => parameters.refresh_token)
  const again = sent.length - new Set(sent).size
  expect.equal(again, 0, `refresh tokens sent again after they were replaced, with ${atOnce} calls at once`)
  expectSignedIn(context, await person.probe(), `after ${atOnce} calls at once`)
}

const mostTries = 2

const refused = async (context: ClientContext): Promise<void> => {
  const { login, org, expect, blocked, inconclusive } = context
  const person = await login()
  const refresh = person.refresh ?? blocked('the client cannot be told to refresh')
  const faults = org.faults ?? blocked('the target cannot refuse on order')
  await faults.arm(['token-invalid-grant'])
  try {
    const { seen } = await watching(context, refresh)
    if ((await faults.fired()) === 0) inconclusive('the client was told to refresh, and did not ask the org')
    const tries = tokenCalls(seen, 'refresh_token').length
    expect.that(tries <= mostTries, 'requests for one refresh that is refused', {
      expected: `at most ${mostTries}`,
      got: tries,
    })
    expectSignedOut(context, await person.probe(), 'after invalid_grant')
  } finally {
    await faults.clear()
  }
}

const logout = async (context: ClientContext): Promise<void> => {
  const { login, expect, random, blocked } = context
  const person = await login()
  const { cookies } = await person.kept()
  const sent = await (person.logout ?? blocked('the client cannot be told to log out'))()
  expectSignedOut(context, await person.probe(), 'after the logout')
  if (person.probeWith && cookies.length > 0) {
    const outcome = await person.probeWith(cookies)
    // A session that is all in its cookie cannot be ended elsewhere.
    expect.should.that(outcome.kind === 'rejected', 'the cookies from before the logout', {
      expected: 'signed out',
      got: shown(outcome),
    })
  }
  const path = sent === undefined ? 'no redirect to the org' : new URL(sent.url).pathname
  if (!expect.match(path, /\/logout$/, 'where the browser is sent to end the org’s session')) return
  expect.present(readParam(sent?.params ?? [], 'id_token_hint'), 'id_token_hint')
  const back = readParam(sent?.params ?? [], 'post_logout_redirect_uri')
  if (back === undefined || person.visit === undefined) return
  const url = new URL(back)
  url.searchParams.set('state', random())
  const { outcome } = await person.visit(url.href)
  const crash = outcome?.kind === 'undecided' ? outcome.what : 'no crash'
  expect.equal(crash, 'no crash', 'the return from the org with another state')
}

export const sessionChecks: readonly ScriptedCheck[] = [
  {
    id: 'CL-RT-02',
    title: 'a new refresh token takes the place of the old one, and one refresh at a time is enough',
    topic: 'refresh',
    kind: 'script',
    surfaces: everywhere,
    levels: ['P', 'M'],
    severity: 'medium',
    sources: [rfc(9700, '4.14.2')],
    cwe: 362,
    why: 'The org takes a token that comes twice for a stolen one, and signs the person out.',
    needs: ['refresh', 'code', 'journal'],
    run: rotation,
  },
  {
    id: 'CL-RT-03',
    title: 'a refresh that is refused ends the session, and is not tried over and over',
    topic: 'refresh',
    kind: 'script',
    surfaces: everywhere,
    levels: ['P', 'M'],
    severity: 'medium',
    sources: [rfc(6749, '5.2')],
    cwe: 613,
    why: 'Whoever was locked out stays signed in, or the org is asked until its rate limit is used up.',
    needs: ['refresh', 'code', 'journal'],
    run: refused,
  },
  {
    id: 'CL-LO-01',
    title: 'a logout ends the app’s session, and the org’s with the ID token as its hint',
    topic: 'logout',
    kind: 'script',
    surfaces: ['web', 'spa'],
    levels: ['O', 'F'],
    severity: 'medium',
    sources: [rpLogout('2'), rpLogout('3')],
    cwe: 613,
    why: 'The next person at the machine is signed in as the last one.',
    needs: ['logout'],
    run: logout,
  },
]
