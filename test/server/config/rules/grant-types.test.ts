import t from 'tap'
import { allowedGrantTypes, type GrantType, knownGrantTypes } from '../../../../src/server/config/grant-types.js'
import type { ApplicationType } from '../../../../src/server/org/records.js'
import { problemsOf, serviceApp, webApp } from '../../../fixtures/config.js'

const app = (application_type: ApplicationType, grant_types: readonly GrantType[]) =>
  application_type === 'service'
    ? serviceApp({ grant_types: [...grant_types] })
    : webApp({ application_type, grant_types: [...grant_types] })

const saml = 'urn:ietf:params:oauth:grant-type:saml2-bearer'
const device = 'urn:ietf:params:oauth:grant-type:device_code'
const ciba = 'urn:openid:params:grant-type:ciba'
const direct = knownGrantTypes.filter((type) => /okta:params|auth0/.test(type))

t.test('which application type may have which grant types', async (t) => {
  const classic: Readonly<Record<ApplicationType, readonly string[]>> = {
    web: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials', saml],
    browser: ['authorization_code', 'implicit', 'refresh_token', saml],
    native: ['authorization_code', 'implicit', 'refresh_token', saml, 'password', device],
    service: ['client_credentials', saml],
  }
  const more: Readonly<Record<ApplicationType, readonly string[]>> = {
    web: ['interaction_code', ...direct, ciba],
    browser: ['interaction_code', ...direct],
    native: ['interaction_code', ...direct],
    service: [],
  }
  for (const type of ['web', 'browser', 'native', 'service'] as const) {
    t.strictSame(allowedGrantTypes(type, 'classic'), classic[type], `${type}, classic`)
    t.strictSame(allowedGrantTypes(type, 'oie'), [...classic[type], ...more[type]], type)
    for (const grant of knownGrantTypes) {
      const needed: readonly GrantType[] = type === 'service' ? ['client_credentials'] : ['authorization_code']
      const grants = needed.includes(grant) ? needed : [...needed, grant]
      const problems = problemsOf({ org: { engine: 'classic' }, apps: [app(type, grants)] })
      t.equal(
        problems.filter((line) => line.includes(`may not have ${grant}`)).length === 0,
        classic[type].includes(grant),
      )
    }
  }
  t.strictSame(
    problemsOf({ org: { engine: 'classic' }, apps: [app('web', ['authorization_code', 'interaction_code'])] }),
    [
      `apps[0].grant_types[1]: web apps may not have interaction_code with engine: classic; they may have ${classic.web.join(', ')}`,
    ],
  )
  t.strictSame(problemsOf({ apps: [app('service', ['client_credentials', 'implicit'])] }), [
    `apps[0].grant_types[1]: service apps may not have implicit; they may have ${classic.service.join(', ')}`,
  ])
})

t.test('web and native apps have authorization_code', async (t) => {
  for (const type of ['web', 'native'] as const) {
    t.strictSame(
      problemsOf({ apps: [app(type, ['implicit'])] }),
      [`apps[0].grant_types: ${type} apps must have authorization_code: add it`],
      type,
    )
  }
  t.strictSame(problemsOf({ apps: [app('browser', ['implicit'])] }), [])
})

t.test('response types and grant types need each other', async (t) => {
  const answers = (response_types: readonly ('code' | 'token' | 'id_token')[], grant_types: readonly GrantType[]) =>
    problemsOf({
      apps: [
        webApp({ application_type: 'browser', response_types: [...response_types], grant_types: [...grant_types] }),
      ],
    })
  t.strictSame(answers(['code', 'token'], ['authorization_code', 'implicit']), [])
  t.strictSame(answers(['token'], ['authorization_code', 'implicit']), [
    'apps[0].response_types: grant type authorization_code needs response type code: add it',
  ])
  t.strictSame(answers(['code', 'id_token'], ['implicit']), [
    'apps[0].grant_types: response type code needs grant type authorization_code: add it',
  ])
  t.strictSame(answers(['code'], ['authorization_code', 'implicit']), [
    'apps[0].response_types: grant type implicit does nothing without token or id_token here (warning)',
  ])
  t.strictSame(answers(['code', 'token', 'id_token'], ['authorization_code']), [
    'apps[0].grant_types: response type token and id_token is of no use without implicit here (warning)',
  ])
  t.strictSame(problemsOf({ apps: [serviceApp({ response_types: ['token'] })] }), [], 'service apps have token')
})

t.test('DPoP does not bind what implicit issues', async (t) => {
  const bound = (grant_types: readonly GrantType[]) =>
    problemsOf({ apps: [webApp({ dpop_bound_access_tokens: true, grant_types: [...grant_types] })] })
  t.strictSame(bound(['authorization_code']), [])
  t.strictSame(bound(['authorization_code', 'implicit']), [
    'apps[0].dpop_bound_access_tokens: access tokens of the implicit flow cannot be bound (warning)',
  ])
})
