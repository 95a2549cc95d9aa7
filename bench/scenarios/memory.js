// Resident memory over 100,000 tokens: after the first 25,000 it stays flat.
import { authorizePath, signIn } from '../browser.js'
import { mockta } from '../child.js'
import { load } from '../load.js'
import { figure } from '../statistics.js'

export const memory = async () => {
  const org = await mockta()
  const { cookie } = await signIn(org.url)
  const readings = []
  for (let step = 0; step < 4; step += 1) {
    await load(`${org.url}${authorizePath()}`, { amount: 25_000, cookie })
    readings.push(org.residentMiB())
  }
  await org.stop()
  const [first, ...rest] = readings
  return {
    figures: [
      figure('resident memory at its highest after 25,000 tokens, against then', Math.max(...rest) / first, 1.1, false),
    ],
    notes: [`MiB after each 25,000 tokens: ${readings.map((reading) => reading.toFixed(0)).join(', ')}`],
  }
}
