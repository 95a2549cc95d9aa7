// The checks of service apps on @okta/okta-sdk-nodejs: what passes, and what docs/findings.md tells of the rest.
import t from 'tap'
import { serviceChecks } from '../../../src/conformance/client-checks/service/index.js'
import { createMockOrgSide } from '../../../src/conformance/clients/mock-org-side.js'
import { openWire } from '../../../src/conformance/clients/open-wire.js'
import { runServiceChecks } from '../../../src/conformance/clients/service/run-service.js'
import { createUrlService } from '../../../src/conformance/clients/service/url-service.js'
import { startOrg } from '../../../src/server/index.js'
import { startSdkService } from '../../fixtures/apps/okta-sdk-service.js'
import { publicHalf, rsa } from '../../fixtures/client-keys.js'

t.setTimeout(300_000)

const scopes = ['okta.users.read', 'okta.groups.read']

const run = async (bound: boolean) => {
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
    return await runServiceChecks({
      checks: serviceChecks,
      driver: createUrlService({ name: '@okta/okta-sdk-nodejs', url: service.trigger, clientId, scopes }, wire),
      org: createMockOrgSide({ issuer: org.url, clientId, users: {}, wire, controls: org.admin }),
      levels: new Set(['O', 'M']),
      seed: 'sdk',
      signal: new AbortController().signal,
    })
  } finally {
    await close()
    await service.close()
    await org.close()
  }
}

for (const bound of [false, true]) {
  const results = await run(bound)
  console.log(
    bound,
    results.map((r) => `${r.check.id} ${r.verdict} ${r.verdict === 'pass' ? '' : r.outcome}`).join('\n'),
  )
}
