// What `conformance adapter init` writes signs people in, as it is. Languages that are not on this machine are said to be skipped.
import t from 'tap'
import { checkAdapterOf } from '../../src/conformance/clients/adapter/check/check-file.js'
import { type Language, templates } from '../../src/conformance/clients/adapter/init/templates.js'
import { writeAdapter } from '../../src/conformance/clients/adapter/init/write-adapter.js'
import { notTried } from '../fixtures/languages.js'

// A compiler with an empty cache, on a machine that does other things.
t.setTimeout(300_000)

const works = [
  'hello and configure',
  'an ordinary login',
  'two logins at once',
  'an error of the org is rejected, and breaks nothing',
  'userinfo',
].map((what) => ({ what, verdict: 'works' }))

const rest: Partial<Readonly<Record<Language, readonly object[]>>> = {
  node: [
    { what: 'discover', verdict: 'works' },
    { what: 'a login at a second issuer', verdict: 'works' },
    { what: 'refresh', verdict: 'works' },
  ],
}

const notOffered = [
  { what: 'discover', verdict: 'not offered', detail: 'checks of discovery are left out' },
  { what: 'a login at a second issuer', verdict: 'not offered', detail: 'checks of mixed up issuers are left out' },
  { what: 'refresh', verdict: 'not offered', detail: 'checks of refreshed tokens are left out' },
]

for (const language of Object.keys(templates) as Language[]) {
  t.test(language, { skip: notTried(language) }, async (t) => {
    const [client = ''] = writeAdapter(language, t.testdir()).slice(-1)
    t.strictSame((await checkAdapterOf(client, {}, new AbortController().signal)).tried, [
      ...works,
      ...(rest[language] ?? notOffered),
    ])
  })
}
