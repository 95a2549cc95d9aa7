// All client checks against a web app by URL, and against a library behind an adapter: seconds, as a person waits for them.
import { join } from 'node:path'
import { runConformance } from '../../dist/conformance/index.js'
import { figure, median } from '../statistics.js'

const adapter = join(import.meta.dirname, '../../templates/adapter/node/adapter.mjs')

const library = {
  client: { client: { kind: 'library', command: `node ${adapter}`, scopes: ['openid', 'profile', 'offline_access'] } },
}

const webApp = {
  client: 'examples/express-app/client.yaml',
  exec: 'node examples/express-app/app.mjs',
}

/** Seconds of a run that judged the client. */
const secondsOf = async (options) => {
  const { durationMs, results, client } = await runConformance({ seed: 'bench', ...options })
  if (client.diagnosis !== undefined) throw new Error(client.diagnosis)
  return { seconds: durationMs / 1000, ran: results.filter(({ verdict }) => verdict !== 'skip').length }
}

export const clients = async ({ rounds }) => {
  const rows = []
  for (let round = 0; round < rounds; round += 1) rows.push([await secondsOf(webApp), await secondsOf(library)])
  const seconds = (column) => median(rows.map((row) => row[column].seconds))
  const [[web, behindAdapter]] = rows
  return {
    figures: [
      figure('seconds for all checks of a web app by URL, its start among them', seconds(0), 15),
      figure('seconds for all checks of a library behind an adapter', seconds(1), 10),
    ],
    notes: [`${web.ran} checks ran on the web app, ${behindAdapter.ran} on the library`],
  }
}
