// Every response type by every response mode: what arrives, where, and whether it fits together (OIDC Core 3.2 and 3.3).
import type { Check, Profile } from '../check.js'
import type { Context } from '../context.js'
import { core, formPost, oidf, okta, responseTypes } from '../sources.js'
import { expectIdToken } from '../toolkit/id-token.js'

interface Kind {
  readonly responseType: string
  readonly profile: Profile
  /** Okta's default where no mode is asked for (S-018). */
  readonly usual: 'query' | 'fragment'
}

const kinds: readonly Kind[] = [
  { responseType: 'code', profile: 'basic', usual: 'query' },
  { responseType: 'id_token', profile: 'implicit', usual: 'fragment' },
  { responseType: 'id_token token', profile: 'implicit', usual: 'fragment' },
  { responseType: 'code id_token', profile: 'hybrid', usual: 'fragment' },
  { responseType: 'code token', profile: 'hybrid', usual: 'fragment' },
  { responseType: 'code id_token token', profile: 'hybrid', usual: 'fragment' },
]

const nameOf = ({ responseType }: Kind): string => responseType.replaceAll(' ', '-').replaceAll('_', '-')

/** What an answer holds, by the words of the response type. */
const expectMembers = (params: ReadonlyMap<string, string>, responseType: string, { expect }: Context): void => {
  const words = responseType.split(' ')
  const members: readonly (readonly [string, string])[] = [
    ['code', 'code'],
    ['token', 'access_token'],
    ['id_token', 'id_token'],
  ]
  for (const [word, member] of members) {
    if (words.includes(word)) expect.present(params.get(member), member)
    else expect.absent(params.get(member), member)
  }
  if (words.includes('token')) {
    expect.match(params.get('token_type'), /^bearer$/i, 'token_type')
    expect.should.match(params.get('expires_in'), /^\d+$/, 'expires_in')
  }
}

const runKind = async (kind: Kind, mode: string | undefined, channel: string, context: Context): Promise<void> => {
  const { authorize, expect, metadata, now, readIdToken } = context
  const { responseType } = kind
  const result = await authorize({
    app: 'implicit-app',
    params: { response_type: responseType, ...(mode !== undefined && { response_mode: mode }) },
  })
  if (!expect.equal(result.kind, 'answer', 'outcome') || result.kind !== 'answer') return
  const { params, sent } = result
  expect.equal(result.channel, channel, 'channel')
  expect.equal(params.get('state'), sent.params.get('state'), 'state')
  expect.absent(params.get('error'), 'error')
  expectMembers(params, responseType, context)
  const idToken = params.get('id_token')
  if (idToken === undefined) return
  const read = await readIdToken(idToken)
  expectIdToken(expect, read, {
    issuer: metadata.issuer,
    clientId: sent.app.clientId,
    nonce: sent.params.get('nonce'),
    accessToken: params.get('access_token'),
    code: params.get('code'),
    now: now(),
  })
  if (params.has('access_token')) expect.present(read.claims.at_hash, 'id_token.at_hash')
  if (params.has('code')) expect.present(read.claims.c_hash, 'id_token.c_hash')
}

const happy: readonly Check[] = kinds.map((kind) => ({
  id: `response-types/${nameOf(kind)}`,
  title: `response_type=${kind.responseType} answers in the ${kind.usual} with what it asks for, and it fits together`,
  level: 'must',
  profiles: [kind.profile],
  sources: [core(kind.profile === 'hybrid' ? '3.3.2.5' : '3.2.2.5'), oidf('oidcc-server')],
  needs: ['user', 'implicit-app'],
  run: (context) => runKind(kind, undefined, kind.usual, context),
}))

const byFormPost: readonly Check[] = kinds.map((kind) => ({
  id: `response-types/${nameOf(kind)}-form-post`,
  title: `response_type=${kind.responseType} answers by form_post where that is asked for`,
  level: 'must',
  profiles: ['formpost'],
  sources: [formPost('2'), oidf('oidcc-server')],
  needs: ['user', 'implicit-app'],
  run: (context) => runKind(kind, 'form_post', 'form_post', context),
}))

const byPostMessage: readonly Check[] = kinds.map((kind) => ({
  id: `response-types/${nameOf(kind)}-post-message`,
  title: `response_type=${kind.responseType} answers by okta_post_message where that is asked for`,
  level: 'must',
  profiles: ['okta'],
  sources: [okta('S-018')],
  needs: ['okta', 'user', 'implicit-app'],
  run: (context) => runKind(kind, 'okta_post_message', 'web_message', context),
}))

const neverInQuery: readonly Check[] = kinds.slice(1).map((kind) => ({
  id: `response-types/${nameOf(kind)}-query-refused`,
  title: `response_type=${kind.responseType} with response_mode=query is refused, and nothing travels in a query`,
  level: 'must',
  profiles: ['okta'],
  sources: [responseTypes('3'), okta('S-018')],
  needs: ['implicit-app'],
  differs: { spec: 'the error may travel in the query, tokens may not', okta: 'not even the error does' },
  why: 'Queries end up in logs and Referer headers: tokens must not.',
  run: async ({ authorize, expect, target }) => {
    const result = await authorize({
      app: 'implicit-app',
      params: { response_type: kind.responseType, response_mode: 'query' },
      as: 'nobody',
    })
    if (result.kind === 'answer' && target.dialect === 'okta') expect.notEqual(result.channel, 'query', 'channel')
    expect.refusedByRedirect(result, { error: ['unsupported_response_mode', 'invalid_request'] })
  },
}))

const withoutNonce: readonly Check[] = kinds
  .filter(({ responseType }) => responseType.includes('id_token'))
  .map((kind) => ({
    id: `response-types/${nameOf(kind)}-nonce-required`,
    title: `response_type=${kind.responseType} without nonce is refused`,
    level: 'must',
    profiles: [kind.profile],
    sources: [core('3.2.2.1'), oidf('oidcc-ensure-request-without-nonce-fails'), okta('S-020')],
    needs: ['implicit-app'],
    why: 'An ID token without nonce can be replayed.',
    run: async ({ authorize, expect }) => {
      const result = await authorize({
        app: 'implicit-app',
        params: { response_type: kind.responseType, nonce: undefined },
        as: 'nobody',
      })
      if (result.kind === 'error-page') expect.errorPage(result)
      else expect.refusedByRedirect(result, { error: 'invalid_request' })
    },
  }))

export const responseTypeChecks: readonly Check[] = [
  ...happy,
  ...byFormPost,
  ...byPostMessage,
  ...neverInQuery,
  ...withoutNonce,
  {
    id: 'response-types/order-of-words',
    title: 'the words of response_type may come in any order',
    level: 'should',
    profiles: ['hybrid'],
    sources: [responseTypes('3')],
    needs: ['user', 'implicit-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ app: 'implicit-app', params: { response_type: 'token id_token code' } })
      expect.equal(result.kind === 'answer' && result.params.has('code'), true, 'an answer with a code')
    },
  },
  {
    id: 'response-types/missing',
    title: 'a request without response_type is refused',
    level: 'must',
    profiles: ['basic', 'implicit', 'hybrid'],
    sources: [core('3.1.2.6'), oidf('oidcc-response-type-missing'), okta('S-017')],
    needs: ['code-app'],
    run: async ({ authorize, expect, record }) => {
      const result = await authorize({ params: { response_type: undefined }, as: 'nobody' })
      record('missing response_type', result.kind)
      if (result.kind === 'error-page') expect.errorPage(result)
      else expect.refusedByRedirect(result, { error: ['unsupported_response_type', 'invalid_request'] })
    },
  },
  {
    id: 'response-types/unknown',
    title: 'an unknown response_type is refused',
    level: 'must',
    profiles: ['basic'],
    sources: [core('3.1.2.6'), okta('S-017')],
    needs: ['code-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { response_type: 'coupon' }, as: 'nobody' })
      if (result.kind === 'error-page') expect.errorPage(result)
      else expect.refusedByRedirect(result, { error: ['unsupported_response_type', 'invalid_request'] })
    },
  },
  {
    id: 'response-types/mode-unknown',
    title: 'an unknown response_mode is refused with unsupported_response_mode',
    level: 'must',
    profiles: ['okta'],
    sources: [okta('S-018')],
    needs: ['okta', 'code-app'],
    run: async ({ authorize, expect }) => {
      const result = await authorize({ params: { response_mode: 'pigeon' }, as: 'nobody' })
      expect.refusedByRedirect(result, { error: 'unsupported_response_mode' })
    },
  },
  {
    id: 'response-types/order-of-parameters',
    title: 'a token by fragment comes as access_token, token_type, expires_in, scope, state',
    level: 'should',
    profiles: ['okta'],
    sources: [okta('S-063')],
    needs: ['okta', 'user', 'implicit-app'],
    run: async ({ authorize, expect, record }) => {
      const result = await authorize({ app: 'implicit-app', params: { response_type: 'token' } })
      if (!expect.equal(result.kind, 'answer', 'outcome') || result.kind !== 'answer') return
      record('order of parameters', result.order)
      expect.should.equal(result.order, ['access_token', 'token_type', 'expires_in', 'scope', 'state'], 'order')
    },
  },
]
