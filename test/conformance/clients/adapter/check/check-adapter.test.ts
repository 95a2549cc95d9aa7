import t from 'tap'
import { createAdapterDriver } from '../../../../../src/conformance/clients/adapter/adapter-driver.js'
import { checkAdapter } from '../../../../../src/conformance/clients/adapter/check/check-adapter.js'
import type { Reply, Request } from '../../../../../src/conformance/clients/adapter/protocol.js'
import { createLibrary } from '../../../../mutants/clients/library.js'
import { configurationOf, startMutantOrg } from '../../../../mutants/library.js'

const org = await startMutantOrg()
t.teardown(() => org.close())

type Answer = Omit<Reply, 'id'>

/** The reference library, with its own answer changed. */
const check = async (change: (own: Answer, request: Request) => Answer | Promise<Answer> = (own) => own) => {
  const library = createLibrary(new Set())
  const open = () =>
    createAdapterDriver(
      () => ({
        ask: async (request) => ({ id: 0, ...(await change(await library(request), request)) }),
        isOver: () => false,
        close: async () => {},
      }),
      configurationOf(org),
    )
  return checkAdapter(open, org.orgSide)
}

const works = [
  'hello and configure',
  'an ordinary login',
  'two logins at once',
  'an error of the org is rejected, and breaks nothing',
  'userinfo',
  'discover',
  'a login at a second issuer',
  'refresh',
].map((what) => ({ what, verdict: 'works' as const }))

t.test('an adapter that offers everything', async (t) => {
  t.strictSame(await check(), { name: 'reference 1', tried: works })
})

t.test('what is not offered is no defect', async (t) => {
  const { tried } = await check((own, { op }) =>
    op === 'hello' ? { ...own, ops: ['configure', 'authorize', 'callback'] } : own,
  )
  t.strictSame(tried, [
    ...works.slice(0, 4),
    { what: 'userinfo', verdict: 'not offered', detail: 'checks of userinfo are left out' },
    { what: 'discover', verdict: 'not offered', detail: 'checks of discovery are left out' },
    { what: 'a login at a second issuer', verdict: 'not offered', detail: 'checks of mixed up issuers are left out' },
    { what: 'refresh', verdict: 'not offered', detail: 'checks of refreshed tokens are left out' },
  ])
})

t.test('each way to be broken has its own diagnosis', async (t) => {
  const user = org.orgSide.markerOf('user')
  const control = (ends: string) => `an ordinary login ends with: ${ends}; the adapter answered the callback`
  for (const [title, change, index, detail] of [
    [
      'hello',
      (own, { op }) => (op === 'hello' ? { ok: false, error: 'protocol 2' } : own),
      0,
      'the adapter refuses the protocol: protocol 2',
    ],
    [
      'configure',
      (own, { op }) => (op === 'configure' ? { ok: false, error: 'no network' } : own),
      0,
      'the adapter takes no configuration: no network',
    ],
    [
      'authorize',
      (own, { op }) => (op === 'authorize' ? { ok: true } : own),
      1,
      'the adapter starts no login: no "url" in its answer',
    ],
    [
      'a login elsewhere',
      (own, { op }) =>
        op === 'authorize'
          ? {
              ok: true,
              url: 'http://localhost:1/authorize',
            }
          : own,
      1,
      `the adapter starts a login at http://localhost:1, not at ${org.orgSide.issuer}`,
    ],
    [
      'a crash',
      (own, { op }) => (op === 'callback' ? { ok: false, error: 'segfault' } : own),
      1,
      control('the adapter broke: segfault'),
    ],
    [
      'rejection',
      (own, { op }) => (op === 'callback' ? { ok: true, outcome: 'rejected', error: { reason: 'nonce' } } : own),
      1,
      control('signed out (nonce)'),
    ],
    [
      'nobody',
      (own, { op }) => (op === 'callback' ? { ok: true, outcome: 'accepted' } : own),
      1,
      control('the adapter accepted, and names no "sub"'),
    ],
    [
      'somebody else',
      (own, { op }) => (op === 'callback' ? { ok: true, outcome: 'accepted', sub: 'me' } : own),
      1,
      `an ordinary login of ${user} ends signed in as "me"`,
    ],
  ] as const satisfies readonly (readonly [string, Parameters<typeof check>[0], number, unknown])[]) {
    const { tried } = await check(change)
    t.equal(tried.length, index + 1, `${title}: nothing is tried after it`)
    t.match(tried[index], { what: works[index]?.what, verdict: 'broken', detail }, title)
  }
})

t.test('what breaks beside an ordinary login is told, and the rest is tried', async (t) => {
  const user = org.orgSide.markerOf('user')
  const isError = (request: Request) => request.op === 'callback' && request.url.includes('error=')
  for (const [title, change, what, detail] of [
    [
      'an error that breaks',
      (own, request) => (isError(request) ? { ok: false, error: 'KeyError: code' } : own),
      'an error of the org is rejected, and breaks nothing',
      'the adapter broke: KeyError: code',
    ],
    [
      'an error that is no error',
      (own, request) => (isError(request) ? { ok: true, outcome: 'accepted', sub: user } : own),
      'an error of the org is rejected, and breaks nothing',
      'error=access_denied in the answer, and somebody is signed in',
    ],
    [
      'a second issuer that is not the one asked for',
      (own, request) =>
        request.op === 'authorize' && request.issuer !== undefined
          ? { ok: true, url: `${org.orgSide.issuer}/oauth2/v1/authorize` }
          : own,
      'a login at a second issuer',
      `the adapter starts a login at ${org.orgSide.issuer}, not at ${org.orgSide.second.issuer}`,
    ],
    [
      'a refresh that fails',
      (own, { op }) => (op === 'refresh' ? { ok: true, outcome: 'rejected', error: { message: 'no token' } } : own),
      'refresh',
      'a refresh was rejected: no token',
    ],
    [
      'a refresh of somebody else',
      (own, { op }) => (op === 'refresh' ? { ok: true, outcome: 'accepted', sub: 'me' } : own),
      'refresh',
      'a refresh ends signed in as me',
    ],
  ] as const satisfies readonly (readonly [string, Parameters<typeof check>[0], string, string])[]) {
    const { tried } = await check(change)
    t.strictSame(
      tried,
      works.map((one) => (one.what === what ? { what, verdict: 'broken', detail } : one)),
      title,
    )
  }
})

t.test('sessions that are one and the same', async (t) => {
  const library = createLibrary(new Set())
  const open = () =>
    createAdapterDriver(
      () => ({
        ask: async (request) => ({
          id: 0,
          ...(await library('session' in request ? { ...request, session: 'one' } : request)),
        }),
        isOver: () => false,
        close: async () => {},
      }),
      configurationOf(org),
    )
  const { tried } = await checkAdapter(open, org.orgSide)
  t.match(tried[2], {
    what: 'two logins at once',
    verdict: 'broken',
    detail: 'the first of two sessions, after the second was rejected: state',
  })
})

t.test('operations that are claimed and not done', async (t) => {
  const scopes = ['openid', 'offline_access']
  const library = createLibrary(new Set())
  const open = () =>
    createAdapterDriver(
      () => ({
        ask: async (request) => ({ id: 0, ...(await library(request)) }),
        isOver: () => false,
        close: async () => {},
      }),
      { ...configurationOf(org), scopes },
    )
  const { tried } = await checkAdapter(open, org.orgSide)
  t.strictSame(
    tried.filter(({ verdict }) => verdict !== 'works'),
    [{ what: 'userinfo', verdict: 'broken', detail: 'it is among "ops", and "callback" asks for no userinfo' }],
  )
})
