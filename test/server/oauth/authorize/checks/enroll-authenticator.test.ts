import t from 'tap'
import { go, sent } from '../../../../fixtures/authorize.js'
import { callback, createTestDeps } from '../../../../fixtures/deps.js'

const inOrder = {
  prompt: 'enroll_authenticator',
  response_type: 'none',
  acr_values: 'urn:okta:loa:2fa:any:ifpossible',
  max_age: '0',
  enroll_amr_values: 'pwd okta_verify',
  scope: undefined,
  nonce: undefined,
}

t.test('a request to enrol an authenticator is refused by redirect', async (t) => {
  const acr =
    "'acr_values' parameter must have the value 'urn:okta:loa:2fa:any:ifpossible' for request with 'enroll_authenticator' as prompt."
  const maxAge = "'max_age' parameter must have the value '0' for request with 'enroll_authenticator' as prompt."
  const amr =
    "'enroll_amr_values' parameter must have valid space delimited authenticators list for request with 'none' as response_type."
  const cases: readonly (readonly [string, Readonly<Record<string, string | undefined>>, string, string])[] = [
    [
      'response_type=none alone',
      { prompt: undefined },
      'invalid_request',
      "'prompt' parameter must have the value 'enroll_authenticator' for request with 'none' as response_type.",
    ],
    [
      'a code too',
      { response_type: 'code' },
      'invalid_request',
      "Authenticator enrollment requires 'none' response_type.",
    ],
    ['no acr_values', { acr_values: undefined }, 'invalid_request', acr],
    ['other acr_values', { acr_values: 'urn:okta:loa:2fa:any' }, 'invalid_request', acr],
    ['no max_age', { max_age: undefined }, 'invalid_request', maxAge],
    ['other max_age', { max_age: '1' }, 'invalid_request', maxAge],
    ['no authenticators', { enroll_amr_values: undefined }, 'invalid_request', amr],
    ['unknown authenticator', { enroll_amr_values: 'pwd carrier_pigeon' }, 'invalid_request', amr],
    [
      'in order',
      {},
      'access_denied',
      'Authenticator enrollment is not allowed at this time. Please contact support for assistance.',
    ],
  ]
  for (const [name, change, error, error_description] of cases) {
    const { answer } = await go({ ...inOrder, ...change }, createTestDeps())
    t.strictSame(
      sent(answer),
      { to: `${callback}?`, params: Object.entries({ state: 's', error, error_description }) },
      name,
    )
  }
})
