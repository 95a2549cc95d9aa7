// Discovery and keys, requests a second against a bare Fastify that sends as much.
import { mockta, startServer } from '../child.js'
import { load } from '../load.js'
import { figure, median } from '../statistics.js'

export const documents = async ({ rounds }) => {
  const [floor, org] = [await startServer(['bench/floors/hello.js']), await mockta()]
  const rows = []
  for (let round = 0; round <= rounds; round += 1) {
    const row = []
    for (const url of [`${floor.url}/`, `${org.url}/.well-known/openid-configuration`, `${org.url}/oauth2/v1/keys`]) {
      row.push((await load(url, { seconds: 3 })).perSecond)
    }
    if (round > 0) rows.push(row)
  }
  await Promise.all([floor.stop(), org.stop()])
  return {
    figures: [
      figure(
        'discovery a second, against bare Fastify',
        median(rows.map(([hello, discovery]) => discovery / hello)),
        0.7,
        true,
      ),
      figure('keys a second, against bare Fastify', median(rows.map(([hello, , keys]) => keys / hello)), 0.7, true),
    ],
    notes: [`hello ${median(rows.map(([hello]) => hello)).toFixed(0)}/s`],
  }
}
