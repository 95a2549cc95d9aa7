// Resident memory over 100,000 tokens, and over 100,000 refreshes with rotation: after the first 25,000 it stays flat.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { authorizePath, signIn } from '../browser.js'
import { mockta } from '../child.js'
import { load } from '../load.js'
import { figure } from '../statistics.js'

const run = promisify(execFile)
const step = 25_000

/** MiB after each of four steps. */
const readMemory = async (org, go) => {
  const readings = []
  for (let done = 0; done < 4; done += 1) {
    await go()
    readings.push(org.residentMiB())
  }
  await org.stop()
  return readings
}

const tokens = async () => {
  const org = await mockta()
  const { cookie } = await signIn(org.url)
  return readMemory(org, () => load(`${org.url}${authorizePath()}`, { amount: step, cookie }))
}

const refreshes = async () => {
  const org = await mockta()
  return readMemory(org, () => run(process.execPath, ['bench/workers.js', 'refresh', org.url, `${step}x`]))
}

export const memory = async () => {
  const rows = [
    ['tokens', await tokens()],
    ['refreshes', await refreshes()],
  ]
  return {
    figures: rows.map(([what, [first, ...rest]]) =>
      figure(
        `resident memory at its highest after 25,000 ${what}, against then`,
        Math.max(...rest) / first,
        1.1,
        false,
      ),
    ),
    notes: rows.map(
      ([what, readings]) =>
        `MiB after each 25,000 ${what}: ${readings.map((reading) => reading.toFixed(0)).join(', ')}`,
    ),
  }
}
