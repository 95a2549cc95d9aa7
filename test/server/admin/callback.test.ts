import t from 'tap'
import { createCallback } from '../../../src/server/admin/callback.js'
import type { JournalEntry } from '../../../src/server/controls/admin.js'
import type { Answer, Ask } from '../../../src/server/exchange.js'
import { ask } from '../../fixtures/ask.js'
import { createTestDeps, spa, web } from '../../fixtures/deps.js'

const deps = createTestDeps()

const entry = (more: Partial<JournalEntry>): JournalEntry => ({
  id: 1,
  time: '2026-01-01T00:00:00.000Z',
  requestId: 'r',
  method: 'GET',
  path: '/oauth2/v1/authorize',
  parameters: {},
  status: 302,
  notes: [],
  issued: [],
  ...more,
})

const show = async (request: Ask, journal: readonly JournalEntry[] = []): Promise<Answer & { html: string }> => {
  const answer = await createCallback(() => journal, 'http://localhost:6583')(request, deps)
  if (!('html' in answer)) throw new Error('no page')
  return answer
}

/** What a person reads, without tags. */
const read = (html: string, id: string): string | undefined =>
  new RegExp(`<(pre|code)[^>]* id="${id}"[^>]*>(.*?)</\\1>`, 's')
    .exec(html)?.[2]
    ?.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

t.test('the title says what arrived, and the text how', async (t) => {
  const cases = [
    [ask({ query: 'access_token=x' }), 'You have an access token', 'in the query'],
    [ask({ form: 'id_token=x&state=s' }), 'You have an ID token', 'in a form'],
    [ask({ form: 'code=x', headers: { 'x-arrived-in': 'fragment' } }), 'You have an authorization code', 'fragment'],
    [ask({ form: 'error=x' }), 'The request was refused', 'in a form'],
    [ask({ query: 'state=x' }), 'This arrived', 'in the query'],
    [ask({}), 'Nothing arrived yet', 'Open the authorize URL'],
  ] as const
  for (const [request, title, how] of cases) {
    const { html } = await show(request)
    t.match(html, `<title>${title} - mockta</title>`)
    t.match(html, `<h1>${title}</h1>`)
    t.match(html, how)
  }
})

t.test('a token comes with a curl line, whatever is in it', async (t) => {
  const { html } = await show(ask({ form: { access_token: "a'b" } }))
  t.equal(read(html, 'curl'), "curl http://localhost:6582/api/v1/users/me \\\n  -H 'Authorization: Bearer a'\\''b'")
})

t.test('a code comes with the command that exchanges it, for the app it was issued to', async (t) => {
  const issuedTo = (clientId: string) => [entry({ clientId, issued: [{ kind: 'code', value: 'c0de' }] })]
  const exchange = async (journal: readonly JournalEntry[]) =>
    read((await show(ask({ query: 'code=c0de' }), journal)).html, 'exchange')
  const start = 'curl http://localhost:6582/oauth2/v1/token'
  const grant = '-d grant_type=authorization_code'
  const redirect = '-d redirect_uri=http://localhost:6583/callback'
  const lines = (...line: readonly string[]) => line.join(' \\\n  ')

  t.equal(
    await exchange(issuedTo(web.clientId)),
    lines(start, `-u ${web.clientId}:${web.clientSecret}`, grant, redirect, '-d code=c0de'),
  )
  t.equal(
    await exchange(issuedTo(spa.clientId)),
    lines(
      start,
      `-d client_id=${spa.clientId}`,
      grant,
      redirect,
      '-d code_verifier=YOUR_CODE_VERIFIER',
      '-d code=c0de',
    ),
  )
  t.equal(await exchange([]), lines(start, '-u CLIENT_ID:CLIENT_SECRET', grant, redirect, '-d code=c0de'))
})

t.test('a refusal is explained with the reason of the log', async (t) => {
  const journal = [
    entry({ parameters: { state: 's' }, refusal: { rule: 'r', source: 'S-001', reason: 'add <b> to it' } }),
    entry({ parameters: { state: 'other' }, refusal: { rule: 'r', source: 'S-001', reason: 'not this' } }),
  ]
  const query = 'state=s&error=invalid_scope&error_description=No+%3Ci%3E'
  const { html } = await show(ask({ query }), journal)
  t.match(html, '<div class="error" role="alert"><strong>invalid_scope</strong> No &#60;i&#62;</div>')
  t.match(html, 'What to change: add &#60;b&#62; to it')
  t.match((await show(ask({ query }))).html, 'The log of mockta says in one line what to change.')
})

t.test('every value is shown, long ones with a button to copy them, all escaped', async (t) => {
  const { html } = await show(ask({ query: { state: '<b>', long: 'x'.repeat(101) } }))
  t.equal(read(html, 'value-0'), '<b>')
  t.notMatch(html, '<b>')
  t.match(html, 'data-copy="value-1"')
  t.notMatch(html, 'data-copy="value-0"')
})

t.test('only its own script runs, and it may talk to the org alone', async (t) => {
  const { headers, html } = await show(ask({}))
  const nonce = /<script nonce="([\w-]{22})">/.exec(html)?.[1]
  t.match(
    headers?.['content-security-policy'],
    `script-src 'nonce-${nonce}'; connect-src 'self' http://localhost:6582; `,
  )
})
