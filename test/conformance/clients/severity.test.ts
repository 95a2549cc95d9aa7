import t from 'tap'
import { type ClientCheck, type ClientFacts, everywhere } from '../../../src/conformance/client-checks/client-check.js'
import { clientChecks } from '../../../src/conformance/client-checks/index.js'
import { severityOf, usualSeverity } from '../../../src/conformance/clients/severity.js'

const usual: ClientFacts = {
  surface: everywhere[0],
  responseType: 'code',
  confidential: false,
  pkceBound: false,
  sendsNonce: true,
  issuers: 1,
}

const check = (id: string): ClientCheck => {
  const found = clientChecks.find((one) => one.id === id)
  if (found === undefined) throw new Error(`there is no check ${id}`)
  return found
}

t.test('what it depends on', async (t) => {
  for (const [id, facts, severity] of [
    // OIDC Core 3.1.3.7-6 speaks of where the token comes from, not of whether the client has a secret.
    ['CL-SIG-01', {}, 'medium'],
    ['CL-SIG-01', { confidential: true }, 'medium'],
    ['CL-SIG-01', { responseType: 'id_token' }, 'critical'],
    ['CL-SIG-03', {}, 'high'],
    ['CL-SIG-03', { responseType: 'code id_token' }, 'critical'],
    ['CL-SIG-05', { responseType: 'id_token' }, 'high'],
    ['CL-NONCE-01', {}, 'critical'],
    ['CL-NONCE-01', { pkceBound: true }, 'medium'],
    ['CL-STATE-01', { pkceBound: true }, 'low'],
    ['CL-ISS-01', {}, 'low'],
    ['CL-ISS-01', { issuers: 2 }, 'high'],
    ['CL-AUD-01', {}, 'critical'],
  ] as const) {
    t.equal(severityOf(check(id), { ...usual, ...facts }).severity, severity, `${id} ${JSON.stringify(facts)}`)
  }
})

t.test('of a client that nothing is known of: public, without PKCE, in the code flow', async (t) => {
  for (const one of clientChecks)
    t.strictSame(usualSeverity(one), severityOf(one, { ...usual, surface: one.surfaces[0] }), one.id)
})
