// The reference service app as a process: reads what Okta's SDKs read, and calls the API when GET /sync is asked for.
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { ServiceConfiguration } from '../../../src/conformance/clients/adapter/protocol.js'
import { createServiceApp } from './app.js'
import { type Flaw, serviceFlaws } from './flaws.js'

const { OKTA_ISSUER: issuer = '', OKTA_CLIENT_ID: clientId = '', PORT = '0' } = process.env
const { OKTA_CLIENT_SCOPES: scopes = '', OKTA_CLIENT_PRIVATEKEY: key = '{}' } = process.env

const isFlaw = (word: string): word is Flaw => word in serviceFlaws
const app = createServiceApp(new Set(process.argv.slice(2).filter(isFlaw)), (seconds) => pause(seconds * 1000))

const configuration: ServiceConfiguration = {
  issuer,
  clientId,
  scopes: scopes.split(' '),
  auth: 'private_key_jwt',
  privateKey: JSON.parse(key) as Readonly<Record<string, unknown>>,
  dpop: false,
  api: `${issuer}/api/v1/users?limit=2`,
}
await app({ op: 'configureService', session: 'one', ...configuration })

const call = async (): Promise<boolean> =>
  (await app({ op: 'callApi', session: 'one', times: 1 })).outcome === 'accepted'

if (PORT === '0') process.exitCode = (await call()) ? 0 : 1
else {
  createServer((request, response) => {
    if (request.url !== '/sync') response.writeHead(404).end()
    else void call().then((done) => response.writeHead(done ? 200 : 502).end())
  }).listen(Number(PORT), '127.0.0.1')
}
