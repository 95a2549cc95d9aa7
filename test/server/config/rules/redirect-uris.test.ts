import t from 'tap'
import { problemsOf, serviceApp, webApp } from '../../../fixtures/config.js'

const absolute = (uri: string) => `"${uri}" is not an absolute URI, such as http://localhost:8080/callback`

t.test('redirect URIs are absolute and have no fragment; any scheme will do', async (t) => {
  const redirect = (...redirect_uris: string[]) => problemsOf({ apps: [webApp({ redirect_uris })] })
  t.strictSame(redirect('http://localhost', 'https://a/b?c=d', 'com.example.app:/cb', 'com.example.app://cb'), [])
  for (const uri of ['/callback', 'localhost:', 'callback', 'http:/a', 'http://', 'https:///a', '://a', 'a b:/c']) {
    t.strictSame(redirect('http://localhost/', uri), [`apps[0].redirect_uris[1]: ${absolute(uri)}`], uri)
  }
  t.strictSame(redirect('http://localhost/#'), [
    'apps[0].redirect_uris[0]: "http://localhost/#" has a fragment: remove everything from # on',
  ])
})

t.test('wildcards: one, in the lowest label, below a domain, where the app allows them', async (t) => {
  const wild = (uri: string, wildcard_redirect: 'SUBDOMAIN' | 'DISABLED' = 'SUBDOMAIN') =>
    problemsOf({ apps: [webApp({ wildcard_redirect, redirect_uris: [uri] })] }).map((line) =>
      line.replace(`apps[0].redirect_uris[0]: "${uri}" `, ''),
    )
  for (const uri of ['https://*.example.com/cb', 'https://pre-*.example.com/cb', 'https://*-b.a.example.com']) {
    t.strictSame(wild(uri), [], uri)
    t.strictSame(wild(uri, 'DISABLED'), ['needs wildcard_redirect: SUBDOMAIN'], uri)
  }
  t.strictSame(wild('http://localhost/*', 'DISABLED'), [], 'outside the host it is a letter like any other')
  const outside = 'has * outside the lowest label of its host, as in https://*.example.com/callback'
  const refused: readonly (readonly [uri: string, problem: string])[] = [
    ['https://*.*.example.com/cb', 'has several *: one is allowed'],
    ['https://**.example.com/cb', 'has several *: one is allowed'],
    ['https://a.*.example.com/cb', outside],
    ['https://example.com/*', outside],
    ['https://*.com/cb', 'needs a subdomain between * and the top level, as in https://*.example.com/callback'],
    ['https://*/cb', 'needs a subdomain between * and the top level, as in https://*.example.com/callback'],
    ['app://*.example.com/cb', 'has * although its scheme is neither https nor http'],
    ['http://*.example.com/cb', 'has * with http: Okta may accept https only (warning)'],
  ]
  for (const [uri, problem] of refused) t.strictSame(wild(uri), [problem], uri)
})

t.test('post-logout redirect URIs: the same, without wildcards', async (t) => {
  const logout = (uri: string) =>
    problemsOf({ apps: [webApp({ wildcard_redirect: 'SUBDOMAIN', post_logout_redirect_uris: [uri] })] })
  const at = 'apps[0].post_logout_redirect_uris[0]'
  t.strictSame(logout('http://localhost:8080'), [])
  t.strictSame(logout('/bye'), [`${at}: ${absolute('/bye')}`])
  t.strictSame(logout('http://a/#b'), [`${at}: "http://a/#b" has a fragment: remove everything from # on`])
  t.strictSame(logout('https://*.example.com/'), [
    `${at}: "https://*.example.com/" has a wildcard: only redirect_uris may`,
  ])
})

t.test('an app that people sign in to needs a redirect URI', async (t) => {
  t.strictSame(problemsOf({ apps: [webApp({ redirect_uris: [] })] }), [
    'apps[0]: "A" needs redirect_uris: nothing can come back to it',
  ])
  t.strictSame(problemsOf({ apps: [serviceApp()] }), [])
  t.strictSame(
    problemsOf({ apps: [webApp({ redirect_uris: [], grant_types: ['authorization_code', 'client_credentials'] })] }),
    [],
    'one that may ask for itself does not',
  )
})
