// CL-REQ-06, -07, -09 and -10 for service apps: where secrets and tokens travel, and what is asked for.
import type { Seen } from '../../clients/org-side.js'
import { rfc } from '../../sources.js'
import type { ServiceCheck } from '../client-check.js'
import { serviceCheck } from './service-check.js'

const secrets = ['client_secret', 'client_assertion', 'private_key']

const waysToProve = ({ headers, parameters }: Seen): readonly string[] => [
  ...(/^basic /i.test(headers.authorization ?? '') ? ['Authorization: Basic'] : []),
  ...secrets.filter((name) => parameters[name] !== undefined),
]

const secretCheck: ServiceCheck = serviceCheck({
  id: 'CL-REQ-06',
  title: 'the app proves itself in one way, and never in a URL',
  topic: 'request',
  severity: 'critical',
  sources: [rfc(6749, '2.3.1'), rfc(9700, '2.5')],
  cwe: 598,
  why: 'URLs end up in logs: whoever reads them becomes the app.',
  observe: ({ tokenCalls, apiCalls }, { expect }) => {
    for (const call of [...tokenCalls, ...apiCalls]) {
      expect.equal(
        call.inUrl.filter((name) => secrets.includes(name)),
        [],
        `secrets in the URL of ${call.method} ${call.path}`,
      )
    }
    for (const call of tokenCalls) {
      const ways = waysToProve(call)
      expect.that(ways.length <= 1, 'how the app proves itself', { expected: 'one way', got: ways })
    }
    for (const call of apiCalls) expect.equal(waysToProve(call), [], 'secrets that are sent to the API')
  },
})

/** What a form-encoder leaves behind; some leave a few marks more as they are. */
const encoded = /^([A-Za-z0-9*\-._~!'()+]|%[0-9A-Fa-f]{2})*$/

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))

const basicCheck: ServiceCheck = serviceCheck({
  id: 'CL-REQ-07',
  title: 'id and secret are form-encoded before they go into the Basic header',
  topic: 'request',
  severity: 'interop',
  sources: [rfc(6749, '2.3.1')],
  cwe: 116,
  why: 'It works until somebody’s secret has a colon or a percent sign in it.',
  unless: ({ auth }) => (auth === 'client_secret_basic' ? undefined : 'the app does not use client_secret_basic'),
  observe: ({ tokenCalls }, { expect, clientSecret, notApplicable }) => {
    if (clientSecret !== undefined && encodeURIComponent(clientSecret) === clientSecret) {
      notApplicable('the app’s secret has no character that is encoded: give it one with a colon or a space')
    }
    for (const { headers } of tokenCalls) {
      const [, text = ''] = /^basic +(\S+)$/i.exec(headers.authorization ?? '') ?? []
      const [, ...rest] = Buffer.from(text, 'base64').toString('utf8').split(':')
      const sent = rest.join(':')
      const fits = encoded.test(sent) && (clientSecret === undefined || decode(sent) === clientSecret)
      expect.that(fits, 'the secret in the Basic header', { expected: 'form-encoded', got: 'it is not' })
    }
  },
})

const tokenInUrlCheck: ServiceCheck = serviceCheck({
  id: 'CL-REQ-09',
  title: 'the access token travels in the Authorization header alone',
  topic: 'request',
  severity: 'high',
  sources: [rfc(6750, '2.3'), rfc(9700, '4.3.2')],
  cwe: 598,
  why: 'URLs end up in logs and Referer headers: whoever reads them uses the token.',
  observe: ({ apiCalls }, { expect }) => {
    for (const { method, path, inUrl, parameters } of apiCalls) {
      const where = `of ${method} ${path}`
      expect.equal(inUrl.includes('access_token'), false, `access_token in the URL ${where}`)
      expect.absent(parameters.access_token, `access_token among the parameters ${where}`)
    }
  },
})

const scopesOf = ({ parameters }: Seen): readonly string[] => (parameters.scope ?? '').split(' ').filter(Boolean)

const scopeCheck: ServiceCheck = serviceCheck({
  id: 'CL-REQ-10',
  title: 'the app asks for the scopes that it is configured with, and for no others',
  topic: 'request',
  severity: 'low',
  sources: [rfc(9700, '2.3')],
  cwe: 272,
  why: 'A stolen token can do more than the app ever needed.',
  observe: ({ tokenCalls }, { expect, scopes }) => {
    for (const call of tokenCalls) {
      const asked = scopesOf(call)
      const beyond = asked.filter((scope) => (scopes ? !scopes.includes(scope) : scope === 'offline_access'))
      expect.equal(beyond, [], 'scopes beyond the configured ones')
    }
  },
})

export const requestChecks: readonly ServiceCheck[] = [secretCheck, basicCheck, tokenInUrlCheck, scopeCheck]
