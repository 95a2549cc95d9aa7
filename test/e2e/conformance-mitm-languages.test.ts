// --mitm: adapters in every language go through the proxy and trust it, told by nothing but their environment and `caFile`.
import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { type Language, templates } from '../../src/conformance/clients/adapter/init/templates.js'
import { writeAdapter } from '../../src/conformance/clients/adapter/init/write-adapter.js'
import { notTried } from '../fixtures/languages.js'
import { clientIds, orgConfig, runOnStandIn, settingsOf } from '../fixtures/stand-in-org.js'
import { host, startFront } from '../fixtures/tls-front.js'

// A compiler with an empty cache, on a machine that does other things.
t.setTimeout(300_000)

const redirectUri = 'http://localhost:9/callback'

for (const language of Object.keys(templates) as Language[]) {
  t.test(language, { skip: notTried(language) }, async (t) => {
    const front = await startFront({ config: orgConfig(redirectUri) })
    t.teardown(() => front.close())
    const [client = ''] = writeAdapter(language, t.testdir()).slice(-1)
    writeFileSync(client, readFileSync(client, 'utf8').replace('client:\n', `client:\n  client_id: ${clientIds[0]}\n`))
    const {
      results,
      incidents,
      client: about,
    } = await runOnStandIn(front, client, redirectUri, {
      mitm: true,
      owned: host,
      config: { ...settingsOf(redirectUri), resolve: { [host]: '127.0.0.1' } },
      only: ['CL-REQ-05', 'CL-TOK-04'],
    })
    t.strictSame({ incidents, diagnosis: about?.diagnosis }, { incidents: [], diagnosis: undefined })
    t.strictSame(
      results.map(({ id, verdict, level }) => [id, verdict, level]),
      [
        ['CL-REQ-05', 'pass', 'P'],
        ['CL-TOK-04', 'pass', 'P'],
      ],
    )
  })
}
