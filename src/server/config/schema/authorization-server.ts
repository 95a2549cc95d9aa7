// `authorizationServers:` custom authorization servers.

import { Type } from '@sinclair/typebox'
import { longestRefreshTokenMinutes, usualRefreshTokenWindowMinutes } from '../../org/refresh-token-limits.js'
import { oneOf, text } from './one-of.js'

const scope = Type.Object(
  {
    name: Type.String({ pattern: '^[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,1024}$', title: 'the name of a scope' }),
    consent: Type.Optional(
      oneOf(['IMPLICIT', 'REQUIRED', 'FLEXIBLE'], 'IMPLICIT, REQUIRED or FLEXIBLE', { default: 'IMPLICIT' }),
    ),
    metadataPublish: Type.Optional(
      oneOf(['ALL_CLIENTS', 'NO_CLIENTS'], 'ALL_CLIENTS or NO_CLIENTS', { default: 'NO_CLIENTS' }),
    ),
  },
  { additionalProperties: false, title: 'a custom scope' },
)

const claim = Type.Object(
  {
    name: text('the name of a claim'),
    claimType: Type.Optional(oneOf(['RESOURCE', 'IDENTITY'], 'RESOURCE or IDENTITY', { default: 'RESOURCE' })),
    value: text('an expression', 'For example user.department.'),
    scopes: Type.Optional(Type.Array(text('the name of a scope'), { title: 'a list of scope names', default: [] })),
  },
  { additionalProperties: false, title: 'a custom claim' },
)

const rule = Type.Object(
  {
    name: text('the name of the rule'),
    grantTypes: Type.Optional(
      Type.Array(text('a grant type, or *'), { title: 'a list of grant types, or ["*"]', default: ['*'] }),
    ),
    scopes: Type.Optional(
      Type.Array(text('the name of a scope, or *'), { title: 'a list of scope names, or ["*"]', default: ['*'] }),
    ),
    groups: Type.Optional(
      Type.Array(text('the name of a group'), { title: 'a list of group names', default: ['Everyone'] }),
    ),
    refreshTokenLifetimeMinutes: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: longestRefreshTokenMinutes,
        default: 0,
        title: `whole minutes from 0 to ${longestRefreshTokenMinutes}`,
        description: 'How long refresh tokens live, however often they are used; 0: without end.',
      }),
    ),
    refreshTokenWindowMinutes: Type.Optional(
      Type.Integer({
        minimum: 10,
        maximum: longestRefreshTokenMinutes,
        default: usualRefreshTokenWindowMinutes,
        title: `whole minutes from 10 to ${longestRefreshTokenMinutes}`,
        description: 'A refresh token that is not used for so long ends. Default: a week.',
      }),
    ),
  },
  { additionalProperties: false, title: 'a rule of an access policy' },
)

const policy = Type.Object(
  {
    name: text('the name of the policy'),
    clients: Type.Optional(
      Type.Array(text('a client id, or ALL_CLIENTS'), {
        title: 'a list of client ids, or ["ALL_CLIENTS"]',
        default: ['ALL_CLIENTS'],
      }),
    ),
    rules: Type.Array(rule, { title: 'a list of rules' }),
  },
  { additionalProperties: false, title: 'an access policy' },
)

/** One audience, and a lifetime of five minutes to a day (S-420). */
export const authorizationServer = Type.Object(
  {
    id: Type.Optional(
      Type.String({
        pattern: '^(default|aus[0-9A-Za-z]{17})$',
        title: 'the id of an authorization server: default, or 20 characters, "aus" and 17 letters or digits',
      }),
    ),
    name: text('the name of the authorization server'),
    audiences: Type.Array(text('an audience'), { minItems: 1, maxItems: 1, title: 'a list of one audience' }),
    scopes: Type.Optional(Type.Array(scope, { title: 'a list of scopes', default: [] })),
    claims: Type.Optional(Type.Array(claim, { title: 'a list of claims', default: [] })),
    policies: Type.Optional(
      Type.Array(policy, {
        title: 'a list of access policies',
        description:
          'The first policy for the app decides, by the first of its rules that fits. Default: all is allowed.',
      }),
    ),
    accessTokenLifetimeMinutes: Type.Optional(
      Type.Integer({ minimum: 5, maximum: 1440, default: 60, title: 'whole minutes from 5 to 1440' }),
    ),
  },
  { additionalProperties: false, title: 'an authorization server' },
)
