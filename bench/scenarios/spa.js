// All client checks of single-page apps in Chromium: seconds a check, whatever logins it takes (its control, its twin, its poison).
import { runConformance } from '../../dist/conformance/index.js'
import { figure, median } from '../statistics.js'

const port = 3181
const url = `http://localhost:${port}`

const client = (name) => ({
  client: {
    kind: 'spa',
    name,
    start: `${url}/login`,
    callback: `${url}/callback`,
    logout: `${url}/logout`,
    ...(name === 'reference' && { returnTo: 'returnTo' }),
    userinfo: true,
  },
  probe: { selector: '#user', signedOut: '#nobody' },
})

/** The whole run, and what it did. */
const run = async (name) => {
  const exec = `node bench/spa-app.js ${name} ${port}`
  const report = await runConformance({ seed: 'bench', client: client(name), exec })
  if (report.client.diagnosis !== undefined) throw new Error(report.client.diagnosis)
  const ran = report.results.filter(({ verdict }) => verdict !== 'skip')
  const failed = ran.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)
  const slow = ran.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, 3)
  return {
    seconds: report.durationMs / 1000 / ran.length,
    median: median(ran.map(({ durationMs }) => durationMs / 1000)),
    note: [
      `${name}: ${ran.length} checks ran, ${failed.length} did not pass`,
      `slowest: ${slow.map(({ id, durationMs }) => `${id} ${(durationMs / 1000).toFixed(1)} s`).join(', ')}`,
    ].join('; '),
  }
}

/** One round: it is sixty measurements already. */
export const spa = async () => {
  const runs = [await run('reference'), await run('okta-auth-js')]
  const [reference, authJs] = runs
  return {
    figures: [
      figure(
        'seconds a check of the reference single-page app in Chromium, the control among them',
        reference.seconds,
        3,
      ),
      figure('seconds of the median check of it', reference.median, 3),
      figure('seconds a check of a page around @okta/okta-auth-js in Chromium', authJs.seconds, 3),
    ],
    notes: runs.map(({ note }) => note),
  }
}
