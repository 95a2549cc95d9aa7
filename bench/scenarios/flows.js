// Whole flows a second, for each signature in them, against the signing floor of the same run.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { mockta, startServer } from '../child.js'
import { figure, median } from '../statistics.js'

const run = promisify(execFile)

const perSecond = async (flow, url) => {
  const { stdout } = await run(process.execPath, ['bench/workers.js', flow, url, '4'])
  return JSON.parse(stdout).perSecond
}

export const flows = async ({ rounds }) => {
  const [floor, org] = [await startServer(['bench/floors/signing.js']), await mockta()]
  const rows = []
  for (let round = 0; round <= rounds; round += 1) {
    const row = {
      floor: await perSecond('floor', floor.url),
      signIn: await perSecond('sign-in', org.url),
      service: await perSecond('client-credentials', org.url),
    }
    if (round > 0) rows.push(row)
  }
  await Promise.all([floor.stop(), org.stop()])
  const own = (name) => median(rows.map((row) => row[name]))
  return {
    figures: [
      figure(
        'sign-in form, code and PKCE (two signatures) for each signature, against the floor',
        median(rows.map(({ signIn, floor: base }) => (2 * signIn) / base)),
        0.7,
        true,
      ),
      figure(
        'client_credentials with private_key_jwt, against the floor',
        median(rows.map(({ service, floor: base }) => service / base)),
        0.8,
        true,
      ),
    ],
    notes: [
      `floor ${own('floor').toFixed(0)}/s, sign-ins ${own('signIn').toFixed(0)}/s, client_credentials ${own('service').toFixed(0)}/s`,
    ],
  }
}
