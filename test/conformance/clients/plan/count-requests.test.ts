import t from 'tap'
import { clientChecks } from '../../../../src/conformance/client-checks/index.js'
import type { ClientContent } from '../../../../src/conformance/clients/file/client-file.js'
import { checkClientContent } from '../../../../src/conformance/clients/file/read-client-file.js'
import { countRequests, type RequestCount } from '../../../../src/conformance/clients/plan/count-requests.js'
import { clientPlanText } from '../../../../src/conformance/clients/plan/plan-text.js'
import type { RealOptions } from '../../../../src/conformance/targets/real.js'
import { clientIds, settingsOf } from '../../../fixtures/stand-in-org.js'

const url = 'http://localhost:3000'
const callback = `${url}/callback`
const pages = { client_id: clientIds[0], start: `${url}/login`, callback }
const more = { logout: `${url}/logout`, refresh: `${url}/refresh`, returnTo: 'returnTo', userinfo: true }

const web: ClientContent = { client: { kind: 'web', ...pages, ...more } }
const plainWeb: ClientContent = { client: { kind: 'web', ...pages } }
const spa: ClientContent = { client: { kind: 'spa', ...pages, ...more }, probe: { selector: '#user' } }
const library: ClientContent = { client: { kind: 'library', client_id: clientIds[0], callback, command: 'cat' } }
const implicit: ClientContent = { client: { ...library.client, response_type: 'id_token token' } }
const service: ClientContent = { client: { kind: 'service', trigger: { command: 'true' } } }

const planned = (content: ClientContent, change: Partial<RealOptions> = {}): Promise<RequestCount | undefined> =>
  countRequests(checkClientContent(content, {}), clientChecks, {
    settings: settingsOf(callback),
    issuer: 'https://acme.okta.test',
    surroundings: { env: {}, directory: '/nonexistent', home: '/nonexistent' },
    ...change,
  })

t.test('what each kind of client costs, within the default budget', async (t) => {
  const table: readonly (readonly [name: string, content: ClientContent, total: number | undefined])[] = [
    ['web', web, 115],
    ['web, of which nothing more is known', plainWeb, 93],
    ['spa', spa, 111],
    ['library', library, 62],
    ['library, implicit', implicit, 60],
    ['service', service, undefined],
  ]
  for (const [name, content, total] of table) t.equal((await planned(content))?.total, total, name)
})

t.test('without a second person fewer checks run; a sign-in page takes more than a session token', async (t) => {
  const { apps, users } = settingsOf(callback)
  t.strictSame(
    (await planned(web, { settings: { apps, users: users.slice(0, 1) } }))?.requests,
    new Map([
      ['POST /api/v1/authn', 50],
      ['GET /oauth2/v1/authorize', 51],
    ]),
  )
  const byPage = { apps, users: [{ profile: { login: 'paula@acme.test' } }] }
  t.strictSame(
    (await planned(library, { settings: byPage }))?.requests,
    new Map([
      ['GET /oauth2/v1/authorize', 28],
      ['the sign-in page', 28],
      ['POST of its form', 28],
    ]),
  )
})

t.test('people are told the number, what may be sent, and what to do where that is too little', async (t) => {
  const file = checkClientContent(web, {})
  const only = clientChecks.filter(({ id }) => ['CL-STATE-01', 'CL-ISS-10'].includes(id))
  const count = await planned(web)
  const text = clientPlanText(file, only, { target: 'real' }, count)
  t.match(
    text,
    `
About 115 requests to the org, in 1 min or more (counted with a client that does everything right; 300 are allowed):
  57  POST /api/v1/authn
  58  GET /oauth2/v1/authorize
What does not pass is run twice. What the client itself asks the org comes on top, and is not counted.

F  edits the answer on its way to the client: 1 checks
`,
  )
  t.notMatch(text, '--budget')
  t.match(text, '\n1 checks need a mock or --mitm: CL-ISS-10\n')
  const between = clientPlanText(file, only, { target: 'real', mitm: true }, count)
  t.match(between, 'with --target real --mitm; nothing has been sent')
  t.match(between, 'Checks at level P and what the client itself asks the org come on top, and count too.')
  t.match(between, '\nP  edits what the client fetches: 1 checks\n  CL-ISS-10  ')
  t.match(
    clientPlanText(file, only, { target: 'real' }, await planned(web, { budget: 50 })),
    '; 50 are allowed):\n  57  POST /api/v1/authn\n  58  GET /oauth2/v1/authorize\nWhat does not pass is run twice. What the client itself asks the org comes on top, and is not counted.\nMore than the budget: --budget 115, or fewer checks with --only.\n',
  )
  t.notMatch(clientPlanText(file, only, { target: 'mock' }), 'requests', 'nobody counts what a mock is asked')
})
