import t from 'tap'
import { findLogin } from '../../../../src/conformance/clients/guess/find-login.js'
import type { RawResponse } from '../../../../src/conformance/wire/transport.js'
import { Unreachable } from '../../../../src/conformance/wire/wire.js'
import { appWire } from '../../../fixtures/app-wire.js'

const issuer = 'https://org.test'
const app = 'http://app.test'
const authorize = `${issuer}/oauth2/v1/authorize?client_id=0oa1&redirect_uri=${encodeURIComponent(`${app}/cb`)}`

type Answer = number | string | { readonly page: string } | Error

/** What is found at an app whose paths answer like that: a status, a redirect, a page; 404 elsewhere. */
const find = async (paths: Readonly<Record<string, Answer>>, address = app) => {
  const asked: string[] = []
  const send = async ({ url }: { readonly url: string }): Promise<RawResponse> => {
    const { pathname } = new URL(url)
    asked.push(pathname)
    const answer = paths[pathname] ?? 404
    if (answer instanceof Error) throw answer
    if (typeof answer === 'number') return { status: answer, headers: [], text: '' }
    if (typeof answer === 'string') return { status: 302, headers: [['location', answer]], text: '' }
    return { status: 200, headers: [['content-type', 'text/html']], text: answer.page }
  }
  const wire = appWire(issuer, send)
  return { ...(await findLogin(address, issuer, wire)), asked }
}

t.test('the usual paths, the address itself and the links of its page', async (t) => {
  const found = { callback: `${app}/cb`, clientId: '0oa1' }
  const table: readonly (readonly [
    name: string,
    paths: Readonly<Record<string, Answer>>,
    start: string,
    at?: string,
  ])[] = [
    ['@okta/oidc-middleware', { '/login': authorize }, `${app}/login`],
    ['Spring', { '/login': 200, '/oauth2/authorization/okta': authorize }, `${app}/oauth2/authorization/okta`],
    ['passport', { '/login': { page: '<form>' }, '/auth/okta': authorize }, `${app}/auth/okta`],
    ['through pages of its own', { '/login': '/begin', '/begin': authorize }, `${app}/login`],
    ['every page is for people who are signed in', { '/': '/login', '/login': authorize }, app],
    ['an address with a path', { '/admin/start': authorize }, `${app}/admin/start`, `${app}/admin/start`],
    [
      'a link',
      { '/': { page: '<a href="/about">About<a href="/members/log-in?x=1">Log in</a>' }, '/members/log-in': authorize },
      `${app}/members/log-in?x=1`,
    ],
    ['one path that breaks', { '/login': new Unreachable('socket hang up'), '/signin': authorize }, `${app}/signin`],
  ]
  for (const [name, paths, start, at] of table) t.match(await find(paths, at), { ...found, start }, name)
})

t.test('a link off the app is not followed, nor anything asked twice', async (t) => {
  const page = '<a href="https://other.test/login">x</a><a href="/login">y</a><a href="/login#top">z</a>'
  const error = await find({ '/': { page } }).catch((caught: Error) => caught)
  t.match(error, { name: 'Blocked' })
})

t.test('nothing leads to the org: what was tried, and what to do', async (t) => {
  const table: readonly (readonly [paths: Readonly<Record<string, Answer>>, message: RegExp])[] = [
    [
      { '/': 200, '/auth/signin': { page: '<form method="post" action="/auth/signin/okta">' } },
      /^nothing at http:\/\/app\.test leads to https:\/\/org\.test, of \/ \(200\), \/login \(404\), .*\/auth\/signin \(200, with a form that posts to \/auth\/signin\/okta\), .*; say in a file where a login starts: client: \{ kind: web, start: …, callback: … \}$/,
    ],
    [
      { '/login': 'https://dev-1.okta.com/oauth2/v1/authorize' },
      /\/login \(redirects to https:\/\/dev-1\.okta\.com\).*; the app has another issuer: start it with --exec, or configure it with https:\/\/org\.test$/,
    ],
    [
      { '/login': 500 },
      /; if \/login starts a login, the app’s log says why it does not: is https:\/\/org\.test its issuer\?$/,
    ],
    [{ '/': '/', '/login': '/login' }, /\/ \(redirects in circles, 20 times\), \/login \(redirects in circles/],
    [
      { '/login': `${issuer}/oauth2/v1/authorize?client_id=0oa1&request_uri=urn%3Ax` },
      /^http:\/\/app\.test\/login starts a login whose parameters the browser does not see \(pushed or signed\): say callback/,
    ],
  ]
  for (const [paths, message] of table) await t.rejects(find(paths), { name: 'Blocked', message })
  await t.rejects(find({ '/': new Unreachable('app.test: ECONNREFUSED') }), { name: 'Unreachable' }, 'not running')
})
