// Tokens a second and CPU a token: the implicit redirect with a session cookie, one signature each.
import { authorizePath, signIn } from '../browser.js'
import { mockta, startServer } from '../child.js'
import { load } from '../load.js'
import { figure, median } from '../statistics.js'

const measure = async (server, url, options) => {
  const before = server.cpuSeconds()
  const { perSecond, p99, count } = await load(url, options)
  return { perSecond, p99, cpuMs: ((server.cpuSeconds() - before) * 1000) / count }
}

export const tokens = async ({ rounds }) => {
  const [floor, org] = [await startServer(['bench/floors/signing.js']), await mockta()]
  const { cookie } = await signIn(org.url)
  const pairs = []
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await measure(floor, floor.url), await measure(org, `${org.url}${authorizePath()}`, { cookie })]
    // The first round warms both up.
    if (round > 0) pairs.push(pair)
  }
  await Promise.all([floor.stop(), org.stop()])
  const ratio = (key) => median(pairs.map(([a, b]) => b[key] / a[key]))
  const own = (key) => median(pairs.map(([, b]) => b[key]))
  return {
    figures: [
      figure('tokens a second, against the signing floor', ratio('perSecond'), 0.85, true),
      figure('p99, against the signing floor', ratio('p99'), 2, false),
    ],
    notes: [
      `${own('perSecond').toFixed(0)} tokens/s, ${own('cpuMs').toFixed(2)} ms CPU a token (${ratio('cpuMs').toFixed(2)} of the floor's), p99 ${own('p99').toFixed(0)} ms`,
    ],
  }
}
