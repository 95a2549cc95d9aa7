// `conformance --client` for single-page apps, as people run it: a published client in a page, and apps that cannot be judged.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Report } from '../../src/conformance/result.js'
import { startOrg } from '../../src/server/index.js'
import { serve } from '../fixtures/apps/serve.js'
import { startAuthJsSpa } from '../fixtures/apps/spa.js'
import { noBrowser } from '../fixtures/browser.js'
import { conformance } from '../fixtures/conformance-command.js'
import { freePort } from '../fixtures/free-port.js'

t.setTimeout(300_000)

const clientId = '0oaspaexample0000000'

const run = async (t: Test, url: string, ...more: readonly string[]) => {
  const [file, report] = [join(t.testdir(), 'client.json'), join(t.testdirName, 'report.json')]
  const client = {
    kind: 'spa',
    name: 'an app',
    client_id: clientId,
    start: `${url}/login`,
    callback: `${url}/callback`,
  }
  writeFileSync(file, JSON.stringify({ client, probe: { selector: '#user', signedOut: '#nobody' } }))
  const { code, out } = await conformance(t, '--client', file, '--report', `json=${report}`, ...more)
  return { code, out, report: JSON.parse(readFileSync(report, 'utf8')) as Report }
}

t.test('a page around @okta/okta-auth-js', { skip: noBrowser }, async (t) => {
  const org = await startOrg()
  t.teardown(() => org.close())
  const app = await startAuthJsSpa({ issuer: org.issuer, clientId })
  t.teardown(() => app.close())
  const { code, report } = await run(
    t,
    app.url,
    ...['--issuer', org.issuer, '--admin', org.adminUrl, '--only', 'CL-STATE-02,CL-NONCE-01,CL-SPA-01'],
  )
  t.equal(code, 1)
  t.match(report.client, { kind: 'spa', name: 'an app' })
  t.strictSame(
    report.results.map(({ id, verdict }) => [id, verdict]),
    [
      ['CL-STATE-02', 'pass'],
      ['CL-NONCE-01', 'fail'],
      ['CL-SPA-01', 'pass'],
    ],
    'as docs/findings.md has it',
  )
})

type Place = string | ((issuer: string) => Promise<string>)

const refused = async (t: Test, place: Place, diagnosis: RegExp): Promise<void> => {
  const org = await startOrg()
  t.teardown(() => org.close())
  const url = typeof place === 'string' ? place : await place(org.issuer)
  const { code, report } = await run(t, url, '--issuer', org.issuer, '--admin', org.adminUrl, '--only', 'CL-STATE-01')
  t.equal(code, 3)
  t.match(report.client?.diagnosis, diagnosis)
  t.strictSame(
    report.results.map(({ verdict }) => verdict),
    ['blocked'],
  )
}

t.test('no browser', async (t) => {
  const { CHROMIUM_PATH: before } = process.env
  process.env.CHROMIUM_PATH = '/nowhere/chromium'
  t.teardown(() => {
    if (before === undefined) delete process.env.CHROMIUM_PATH
    else process.env.CHROMIUM_PATH = before
  })
  await refused(
    t,
    'http://localhost:9',
    /^a single-page app needs a browser: install Chromium, or name one in CHROMIUM_PATH$/,
  )
})

t.test('an app that cannot be judged', { skip: noBrowser }, async (t) => {
  const show = async (t: Test, html: string): Promise<string> => {
    const { url, close } = await serve(() => (_request, response) => {
      response.setHeader('content-type', 'text/html').end(html)
    })
    t.teardown(() => close())
    return url
  }
  t.test('not running', async (t) =>
    refused(
      t,
      `http://localhost:${await freePort()}`,
      /net::ERR_CONNECTION_REFUSED at http:\/\/localhost:\d+\/: is it running\?$/,
    ),
  )
  t.test('never leaves for the org', async (t) =>
    refused(
      t,
      await show(t, '<p id="nobody">Welcome'),
      /\/login does not send its user to http:\/\/localhost:\d+ within 10 seconds: start must be where a login begins$/,
    ),
  )
  t.test('goes round in circles', async (t) =>
    refused(
      t,
      await show(
        t,
        `<p id="nobody">Wait<script>if (location.pathname !== '/') location.href = '/login?' + Math.random()</script>`,
      ),
      /^the app goes round in circles: \d+ pages from http:\/\/localhost:\d+\/login and none of http:\/\/localhost:\d+$/,
    ),
  )
  t.test('signs in the wrong user', async (t) =>
    refused(
      t,
      (issuer) =>
        show(
          t,
          `<p id="nobody">Nobody<script>
            const params = { client_id: '${clientId}', response_type: 'id_token', scope: 'openid', state: 's', nonce: 'n' }
            const query = new URLSearchParams({ ...params, redirect_uri: location.origin + '/callback' })
            if (location.pathname === '/login') location.href = '${issuer}/oauth2/v1/authorize?' + query
            if (location.pathname === '/callback') document.querySelector('p').outerHTML = '<p id="user">mallory@example.com'
          </script>`,
        ),
      /^an ordinary login of the user ends signed in as "mallory@example\.com", which is no login, email, name or id/,
    ),
  )
  t.test('a page that says nothing', async (t) =>
    refused(t, await show(t, ''), /it says: neither #user nor #nobody is on \/; how both look stands under probe/),
  )
  t.test('somebody is signed in from the start', async (t) =>
    refused(t, await show(t, '<p id="user">paula@example.com'), /it says: signed in as paula@example\.com/),
  )
})
