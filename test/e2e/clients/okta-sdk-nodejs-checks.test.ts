// The checks of service apps on @okta/okta-sdk-nodejs: what passes, and what docs/findings.md tells of the rest.
import t from 'tap'
import type { ClientCheck } from '../../../src/conformance/client-checks/client-check.js'
import { serviceChecks } from '../../../src/conformance/client-checks/service/index.js'
import { createMockOrgSide } from '../../../src/conformance/clients/mock-org-side.js'
import { openWire } from '../../../src/conformance/clients/open-wire.js'
import { runServiceChecks } from '../../../src/conformance/clients/service/run-service.js'
import { createUrlService } from '../../../src/conformance/clients/service/url-service.js'
import { startOrg } from '../../../src/server/index.js'
import { startSdkService } from '../../fixtures/apps/okta-sdk-service.js'
import { publicHalf, rsa } from '../../fixtures/client-keys.js'

// The SDK waits as it is told to.
t.setTimeout(300_000)

const scopes = ['okta.users.read', 'okta.groups.read']

/** Verdicts on a service whose tokens are bound to a key, or are not. */
const verdictsOf = async (bound: boolean, only: (check: ClientCheck) => boolean = () => true) => {
  const clientId = bound ? 'bound-service' : 'plain-service'
  const org = await startOrg({
    seed: 1,
    config: {
      apps: [
        {
          label: 'Service',
          client_id: clientId,
          application_type: 'service',
          grants: scopes,
          roles: ['READ_ONLY_ADMIN'],
          jwks: { keys: [{ ...publicHalf(rsa), kty: 'RSA', kid: 'service-key' }] },
          dpop_bound_access_tokens: bound,
        },
      ],
    },
  })
  const service = await startSdkService({ orgUrl: org.url, clientId, scopes, privateKey: rsa, keyId: 'service-key' })
  const { wire, close } = openWire([org.url, service.url], new AbortController().signal)
  try {
    const results = await runServiceChecks({
      checks: serviceChecks.filter(only),
      driver: createUrlService({ name: '@okta/okta-sdk-nodejs', url: service.trigger, clientId, scopes }, wire),
      org: createMockOrgSide({ issuer: org.url, clientId, users: {}, wire, controls: org.admin }),
      levels: new Set(['O', 'M']),
      seed: 'sdk',
      signal: new AbortController().signal,
    })
    return results.map(({ check, verdict }) => [check.id, verdict])
  } finally {
    await close()
    await service.close()
    await org.close()
  }
}

t.test('with Bearer tokens', async (t) => {
  t.strictSame(await verdictsOf(false), [
    ['CL-SVC-03', 'pass'],
    ['CL-SVC-02', 'fail'],
    ['CL-SVC-04', 'pass'],
    ['CL-SVC-01', 'pass'],
    ['CL-DPOP-01', 'skip'],
    ['CL-DPOP-02', 'skip'],
    ['CL-DPOP-03', 'skip'],
    ['CL-REQ-06', 'pass'],
    ['CL-REQ-07', 'skip'],
    ['CL-REQ-09', 'pass'],
    ['CL-REQ-10', 'pass'],
    ['CL-TOK-02', 'fail'],
    ['CL-TOK-03', 'fail'],
    ['CL-TOK-04', 'pass'],
    ['CL-TOK-05', 'fail'],
    ['CL-TOK-06', 'pass'],
    ['CL-TOK-07', 'pass'],
    ['CL-RT-02', 'fail'],
    ['CL-RT-03', 'pass'],
  ])
})

t.test('with tokens that are bound to a key', async (t) => {
  const ids = ['CL-SVC-03', 'CL-SVC-04', 'CL-SVC-01', 'CL-DPOP-01', 'CL-DPOP-02', 'CL-DPOP-03']
  t.strictSame(await verdictsOf(true, ({ id }) => ids.includes(id)), [
    ['CL-SVC-03', 'pass'],
    ['CL-SVC-04', 'warn'],
    ['CL-SVC-01', 'pass'],
    ['CL-DPOP-01', 'pass'],
    ['CL-DPOP-02', 'fail'],
    ['CL-DPOP-03', 'fail'],
  ])
})
