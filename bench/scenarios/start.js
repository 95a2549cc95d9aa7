// From starting the process to the first answer: a bare Fastify hello, discovery, and the first token with a seed.
import { request } from 'undici'
import { authorizePath, signIn } from '../browser.js'
import { mockta, startServer } from '../child.js'
import { figure, median } from '../statistics.js'

const timed = async (start, first) => {
  const server = await start()
  await first(server)
  const milliseconds = performance.now() - server.startedAt
  await server.stop()
  return milliseconds
}

const get = (path) => async (server) => {
  const { body } = await request(`${server.url}${path}`)
  await body.dump()
}

const token = async (server) => {
  const { location } = await signIn(server.url, authorizePath())
  if (!location.includes('access_token=')) throw new Error(`no token in ${location}`)
}

export const start = async ({ starts }) => {
  const rows = []
  for (let run = 0; run <= starts; run += 1) {
    const row = [
      await timed(() => startServer(['bench/floors/hello.js']), get('/')),
      await timed(() => mockta(), get('/.well-known/openid-configuration')),
      await timed(() => mockta('--seed', '1'), token),
    ]
    if (run > 0) rows.push(row)
  }
  const [hello, discovery, first] = [0, 1, 2].map((column) => median(rows.map((row) => row[column])))
  return {
    figures: [
      figure('start to first discovery answer, against a Fastify hello', discovery / hello, 1.25, false),
      figure('start to first token with --seed, against a Fastify hello', first / hello, 1.5, false),
    ],
    notes: [`hello ${hello.toFixed(0)} ms, discovery ${discovery.toFixed(0)} ms, first token ${first.toFixed(0)} ms`],
  }
}
