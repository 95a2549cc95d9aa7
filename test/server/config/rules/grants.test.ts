import t from 'tap'
import { problemsOf, serviceApp, webApp } from '../../../fixtures/config.js'

t.test('grants are okta.* scopes that exist', async (t) => {
  const granted = (...grants: string[]) => problemsOf({ apps: [webApp({ grants })] })
  t.strictSame(granted('okta.users.read', 'okta.users.manage.self', 'okta.myAccount.email.read'), [])
  t.strictSame(granted('okta.users.raed'), [
    'apps[0].grants[0]: Okta has no scope "okta.users.raed"; did you mean okta.users.read?',
  ])
  t.strictSame(granted('okta.nothing.at.all'), ['apps[0].grants[0]: Okta has no scope "okta.nothing.at.all"'])
  t.strictSame(granted('okta.users.read', 'users.read'), [
    'apps[0].grants[1]: "users.read" is not an okta.* scope; did you mean okta.users.read?',
  ])
  t.strictSame(granted('openid'), [
    'apps[0].grants[0]: "openid" is not an okta.* scope: other scopes need no grant, remove it',
  ])
})

t.test('a service app never gets a .self scope', async (t) => {
  t.strictSame(problemsOf({ apps: [serviceApp({ grants: ['okta.users.read.self'] })] }), [
    'apps[0].grants[0]: okta.users.read.self is about the person who signed in: service apps never get it (warning)',
  ])
})

t.test('only service apps have roles', async (t) => {
  t.strictSame(problemsOf({ apps: [serviceApp({ roles: ['READ_ONLY_ADMIN'] })] }), [])
  t.strictSame(problemsOf({ apps: [webApp({ roles: ['READ_ONLY_ADMIN'] })] }), [
    'apps[0].roles: only service apps have roles, this one is web: give them to its users',
  ])
})
