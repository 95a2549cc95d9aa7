// Puts together what one check is given.
import type { ClientOptions, Coded, Context, Login, Params } from './context.js'
import type { Judged } from './expect.js'
import { Blocked, Inconclusive, Skipped } from './outcome.js'
import { createRandom } from './random.js'
import type { Observation } from './result.js'
import type { RunState } from './run-state.js'
import { findApp } from './targets/app-roles.js'
import type { TestApp, TestUser } from './targets/settings.js'
import { findUser } from './targets/user-roles.js'
import { authorize } from './toolkit/authorize.js'
import { createBrowser } from './toolkit/browser.js'
import { credentialsOf } from './toolkit/client-auth.js'
import { createProofKey } from './toolkit/dpop.js'
import { decodeToken, isSignedBy } from './toolkit/id-token.js'
import { sessionTokenOf } from './toolkit/session-token.js'
import { totpCode } from './toolkit/totp.js'
import { members, textMember, type WireResponse } from './wire/exchange.js'
import type { Wire } from './wire/wire.js'

interface Parts {
  readonly id: string
  readonly run: RunState
  readonly wire: Wire
  readonly judged: Judged
  readonly observe: (observation: Observation) => void
}

const pairsOf = (form: Params | readonly (readonly [string, string])[]): [string, string][] =>
  Array.isArray(form)
    ? form.map(([name, value]) => [name, value])
    : Object.entries(form).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))

const shortened = ({ status, json, text }: WireResponse): string =>
  `${status} ${json === undefined ? text.slice(0, 60) : JSON.stringify(json).slice(0, 200)}`

/** The context of one check on one target. */
export const createContext = ({ id, run, wire, judged, observe }: Parts): Context => {
  const { target } = run
  const { metadata, settings, summary } = target
  const random = createRandom(`${run.seed}\0${id}`)
  const { now } = run

  const app = (role: ClientOptions['app'] = 'code-app'): TestApp => {
    if (typeof role !== 'string') return role
    return findApp(settings.apps, role) ?? blocked(`the check uses ${role} without naming it among its needs`)
  }
  const blocked = (reason: string): never => {
    throw new Blocked(reason)
  }

  /** For what several checks use: its requests are nobody's own. */
  const shared = (): Context => createContext({ id: 'shared', run, wire: run.wire.forCheck().wire, judged, observe })

  const tools = {
    metadata,
    wire,
    random,
    app,
    user: (role: Parameters<Context['user']>[0] | 'nobody') =>
      role === 'nobody' ? undefined : findUser(settings.users, role),
    codeOf: (user: TestUser) => user.totpSecret && totpCode(user.totpSecret, now()),
    signIn: target.signIn,
    sessionToken: (user: TestUser) => sessionTokenOf(user, { wire, issuer: summary.issuer, now }),
    ...(target.chromium && { chromium: target.chromium }),
  }

  const context: Context = {
    target: summary,
    metadata,
    expect: judged.expect,
    random,
    now,
    app,
    user: (role) =>
      findUser(settings.users, role) ?? blocked(`the check uses ${role} without naming it among its needs`),
    apiToken: () => settings.apiToken ?? blocked('the check uses an API token without naming it among its needs'),
    endpoint: (name) => metadata.find(name) ?? blocked(`the check uses ${name} without naming it among its needs`),
    either: ({ spec, okta }) => (summary.dialect === 'okta' ? okta : spec),

    get: (url, headers) => wire.send({ method: 'GET', url, ...(headers && { headers }) }),
    post: (url, { headers = {}, form, json, body } = {}) => {
      const encoded =
        form !== undefined
          ? { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(pairsOf(form)).toString() }
          : json !== undefined
            ? { type: 'application/json', body: JSON.stringify(json) }
            : { type: undefined, body }
      return wire.send({
        method: 'POST',
        url,
        headers: {
          ...(encoded.type !== undefined && { 'content-type': encoded.type }),
          accept: 'application/json',
          ...headers,
        },
        ...(encoded.body !== undefined && { body: encoded.body }),
      })
    },
    send: (request) => wire.send(request),

    browser: () => createBrowser(wire),
    authorize: async (options = {}) => {
      const result = await authorize(options, tools)
      const token = result.kind === 'answer' ? result.params.get('access_token') : undefined
      if (token !== undefined) run.obtained.add({ token, kind: 'access_token', clientId: result.sent.app.clientId })
      return result
    },
    code: async (options = {}) => {
      const result = await context.authorize(options)
      if (result.kind !== 'answer') return blocked(`no code: the authorization request ended on a ${result.kind}`)
      const code = result.params.get('code')
      if (code !== undefined) return { ...result, code }
      return blocked(`no code: ${result.params.get('error') ?? 'an answer without code and error'}`)
    },
    token: async (form, { app: role, auth, claims, dpop, headers = {}, url = metadata.tokenEndpoint } = {}) => {
      const client = app(role)
      const assertion = { app: client, audience: url, now: now(), id: random.token(), ...(claims && { claims }) }
      const credentials =
        auth === 'nothing' ? { headers: {}, params: [] } : await credentialsOf(auth ?? client.authMethod, assertion)
      const proof =
        dpop && (await dpop.key.sign({ method: 'POST', url, ...(dpop.nonce !== undefined && { nonce: dpop.nonce }) }))
      return context.post(url, {
        form: [...pairsOf(form), ...credentials.params],
        headers: { ...credentials.headers, ...(proof !== undefined && { dpop: proof }), ...headers },
      })
    },
    redeem: (coded, changes = {}, options = {}) =>
      context.token(
        {
          grant_type: 'authorization_code',
          code: coded.code,
          redirect_uri: coded.sent.params.get('redirect_uri'),
          code_verifier: coded.sent.verifier,
          ...changes,
        },
        { app: coded.sent.app, ...options },
      ),
    login: async (options = {}) => {
      const authorized: Coded = await context.code(options)
      const response = await context.redeem(authorized)
      const accessToken = textMember(response, 'access_token')
      if (accessToken === undefined) return blocked(`no tokens: the token endpoint answers ${shortened(response)}`)
      return {
        authorized,
        response,
        accessToken,
        idToken: textMember(response, 'id_token') ?? '',
        refreshToken: textMember(response, 'refresh_token') ?? '',
      }
    },
    sharedLogin: (scope, role = 'code-app'): Promise<Login> =>
      run.logins(`${role} ${scope}`, () => shared().login({ app: role, params: { scope } })),

    keys: () =>
      run.keys('', async () => {
        const response = await shared().get(metadata.jwksUri)
        const { keys } = members(response)
        if (!Array.isArray(keys)) return blocked(`no keys: ${metadata.jwksUri} answers ${shortened(response)}`)
        return { keys }
      }),
    readIdToken: async (token) => {
      const read = decodeToken(token)
      if (read === undefined) return blocked('the ID token is not a JWT')
      judged.expect.that(await isSignedBy(token, await context.keys()), 'id_token signature', {
        expected: 'made with a published key',
        got: 'no published key verifies it',
      })
      return read
    },
    proofKey: () => createProofKey(now, random.token),

    advance: async (seconds) => {
      if (target.advance === undefined) return blocked('the check moves the clock without naming it among its needs')
      await target.advance(seconds)
    },
    record: (name, value) => observe({ name, value }),
    skip: (reason) => {
      throw new Skipped(reason)
    },
    blocked,
    inconclusive: (reason) => {
      throw new Inconclusive(reason)
    },
  }
  return context
}
