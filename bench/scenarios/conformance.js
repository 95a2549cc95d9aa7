// Seconds that the whole server half of the conformance kit takes against a mock of its own: process start to exit.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure, median } from '../statistics.js'

const file = join(tmpdir(), `conformance-${process.pid}.json`)

const run = async () => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['dist/conformance/cli.js', '--report', `json=${file}`], { stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`conformance ended with ${code}: nothing was measured`)
  return (performance.now() - startedAt) / 1000
}

export const conformance = async ({ rounds }) => {
  const seconds = []
  for (let round = 0; round < rounds; round += 1) seconds.push(await run())
  const { counts, requests } = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(file)
  return {
    figures: [figure('seconds for the server half against a mock of its own', median(seconds), 10, false)],
    notes: [`${counts.pass} passed, ${counts.skip} skipped, ${requests} requests`],
  }
}
