// Starts a server as its own process and waits for its "… ready {json}" line.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** @param {string[]} args what node runs */
export const startServer = async (args) => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  const ready = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)))
    child.stdout.on('data', (chunk) => {
      text += chunk
      const line = / ready (\{.*\})\n/.exec(text)
      if (line) resolve(JSON.parse(line[1]))
    })
  })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  return {
    ...ready,
    startedAt,
    stop: () => {
      child.kill('SIGTERM')
      return exited
    },
    /** CPU seconds of the process so far, all threads. */
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
      return (Number(fields[11]) + Number(fields[12])) / 100
    },
    /** Resident memory in MiB. */
    residentMiB: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024,
  }
}

export const mockta = (...args) =>
  startServer(['dist/server/cli.js', '--port', '0', '--admin-port', '0', '--quiet', ...args])
