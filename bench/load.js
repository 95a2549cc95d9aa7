// Load from a second process, so that it does not share the event loop it measures.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Requests a second, p99 in milliseconds, and the number of answers. Refuses to count errors. */
export const load = async (url, { seconds = 4, connections = 16, cookie, amount } = {}) => {
  const args = ['node_modules/autocannon/autocannon.js', '--json', '--no-progress', '-c', String(connections)]
  args.push(...(amount === undefined ? ['-d', String(seconds)] : ['-a', String(amount)]))
  if (cookie !== undefined) args.push('-H', `cookie=${cookie}`)
  const { stdout } = await run(process.execPath, [...args, url], { maxBuffer: 1 << 26 })
  const result = JSON.parse(stdout)
  const wrong = result['4xx'] + result['5xx'] + result.errors + result.timeouts
  if (wrong > 0) throw new Error(`${wrong} answers of ${url} were errors`)
  return { perSecond: result.requests.average, p99: result.latency.p99, count: result.requests.total }
}
