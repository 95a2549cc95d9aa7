// Request objects and request URIs: understood or refused, but never overlooked (OIDC Core 6, RFC 9101).
import type { Check } from '../check.js'
import type { Context } from '../context.js'
import { core, oidf, okta, rfc } from '../sources.js'
import { signedRequestObject, unsignedRequestObject } from '../toolkit/request-object.js'

const errors = ['request_not_supported', 'invalid_request_object', 'invalid_request']
const uriErrors = ['request_uri_not_supported', 'invalid_request_uri', 'invalid_request']

/** What a request object needs beside its parameters. */
const parties = ({ app, metadata, now, random }: Context) => ({
  iss: app('code-app').clientId,
  aud: metadata.issuer,
  iat: now(),
  exp: now() + 300,
  jti: random.token(),
})

export const requestObjectChecks: readonly Check[] = [
  {
    id: 'request-objects/unsigned',
    title: 'an unsigned request object is understood or refused, but not overlooked',
    level: 'must',
    profiles: ['basic', 'implicit', 'hybrid'],
    sources: [
      core('6.1'),
      oidf('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported'),
      okta('S-585'),
    ],
    needs: ['user', 'code-app'],
    differs: { spec: 'it may be understood', okta: 'it is refused: request objects are signed' },
    why: 'Whoever can change the request decides what the app asks for.',
    run: async (context) => {
      const { authorize, expect, either } = context
      const request = unsignedRequestObject({ ...parties(context), state: 'inside' })
      const result = await authorize({ params: { request, state: 'outside' } })
      const understood =
        result.kind === 'answer' && result.params.has('code') && result.params.get('state') === 'inside'
      if (either({ spec: understood, okta: false })) return void expect.equal(understood, true, 'the object counts')
      if (result.kind !== 'error-page') expect.refusedByRedirect(result, { error: errors })
      else expect.errorPage(result)
    },
  },
  {
    id: 'request-objects/redirect-uri',
    title: 'the redirect_uri in a request object is checked like any other',
    level: 'must',
    profiles: ['basic', 'implicit', 'hybrid'],
    sources: [core('6.1'), rfc(9101, '6.3'), oidf('oidcc-ensure-request-object-with-redirect-uri'), okta('S-586')],
    needs: ['user', 'code-app'],
    why: 'The code goes to an address that nobody registered.',
    run: async (context) => {
      const { authorize, expect, app } = context
      const claims = { ...parties(context), redirect_uri: 'https://attacker.example.net/callback' }
      const result = await authorize({ params: { request: await signedRequestObject(claims, app('code-app')) } })
      expect.equal(result.kind === 'answer' && result.params.has('code'), false, 'a code')
      expect.notEqual(new URL(result.response.header('location') ?? 'https://op').host, 'attacker.example.net', 'host')
    },
  },
  {
    id: 'request-objects/by-uri',
    title: 'a request_uri that was not pushed is understood or refused, but not overlooked',
    level: 'must',
    profiles: ['basic', 'implicit', 'hybrid'],
    sources: [core('6.2'), oidf('oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported')],
    needs: ['user', 'code-app'],
    why: 'A server that fetches it can be sent anywhere; one that overlooks it answers another request.',
    run: async ({ authorize, expect, record }) => {
      // Nobody answers there, so that there is nothing to be understood.
      const result = await authorize({ params: { request_uri: 'https://app.example.com/request.jwt' } })
      const refused = result.kind === 'answer' ? result.params.get('error') : result.kind
      record('request_uri that was not pushed', refused)
      if (result.kind === 'error-page') expect.errorPage(result)
      else expect.refusedByRedirect(result, { error: uriErrors })
    },
  },
]
