// DPoP (RFC 9449) in Okta's order: no proof, then a nonce, then a token that is bound; and every wrong proof.
import type { Check } from '../check.js'
import type { Context } from '../context.js'
import { oidf, okta, rfc } from '../sources.js'
import type { ProofKey, ProofParts } from '../toolkit/dpop.js'
import { members, type WireResponse } from '../wire/exchange.js'

const grant = { grant_type: 'client_credentials', scope: 'okta.users.read' } as const

const ask = ({ token }: Context, key?: ProofKey, nonce?: string): Promise<WireResponse> =>
  token(grant, {
    app: 'dpop-service-app',
    ...(key && { dpop: { key, ...(nonce !== undefined && { nonce }) } }),
  })

/** Sends a proof that is made here, whatever is wrong with it. */
const askWith = async (context: Context, proof: string): Promise<WireResponse> =>
  context.token(grant, { app: 'dpop-service-app', headers: { dpop: proof } })

const nonceFor = async (context: Context, key: ProofKey): Promise<string> => {
  const challenged = await ask(context, key)
  return challenged.header('dpop-nonce') ?? context.blocked('no DPoP-Nonce in the challenge')
}

const bound = async (context: Context): Promise<{ readonly key: ProofKey; readonly token: string }> => {
  const key = await context.proofKey()
  const response = await ask(context, key, await nonceFor(context, key))
  const token = members(response).access_token
  return { key, token: typeof token === 'string' ? token : context.blocked('no DPoP-bound token') }
}

const wrongProofs: readonly {
  readonly name: string
  readonly title: string
  readonly change: (now: number) => Partial<ProofParts>
}[] = [
  { name: 'method-other', title: 'another htm', change: () => ({ method: 'GET' }) },
  { name: 'url-other', title: 'another htu', change: () => ({ url: 'https://attacker.example.net/token' }) },
  { name: 'issued-an-hour-ago', title: 'an iat an hour ago', change: (now) => ({ claims: { iat: now - 3600 } }) },
  { name: 'issued-an-hour-ahead', title: 'an iat an hour ahead', change: (now) => ({ claims: { iat: now + 3600 } }) },
  { name: 'id-missing', title: 'no jti', change: () => ({ claims: { jti: undefined } }) },
  { name: 'type-other', title: 'another typ', change: () => ({ header: { typ: 'jwt' } }) },
  { name: 'key-missing', title: 'no jwk', change: () => ({ header: { jwk: undefined } }) },
]

export const dpopChecks: readonly Check[] = [
  {
    id: 'dpop/proof-required',
    title: 'an app with bound tokens gets none without a proof',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '5')],
    needs: ['okta', 'dpop-service-app'],
    run: async (context) => {
      const response = await ask(context)
      context.expect.refused(response, {
        status: 400,
        error: 'invalid_dpop_proof',
        oktaText: 'The DPoP proof JWT header is missing.',
      })
      context.expect.absent(response.header('dpop-nonce'), 'DPoP-Nonce')
    },
  },
  {
    id: 'dpop/nonce-required',
    title: 'a proof without nonce is answered with use_dpop_nonce and a nonce',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '8')],
    needs: ['okta', 'dpop-service-app'],
    run: async (context) => {
      const response = await ask(context, await context.proofKey())
      context.expect.refused(response, {
        status: 400,
        error: 'use_dpop_nonce',
        oktaText: 'Authorization server requires nonce in DPoP proof.',
      })
      context.expect.present(response.header('dpop-nonce'), 'DPoP-Nonce')
    },
  },
  {
    id: 'dpop/bound',
    title: 'with the nonce the token is of type DPoP, and the answer brings a nonce again',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '5')],
    needs: ['okta', 'dpop-service-app'],
    run: async (context) => {
      const key = await context.proofKey()
      const response = await ask(context, key, await nonceFor(context, key))
      if (!context.expect.status(response, 200)) return
      context.expect.equal(members(response).token_type, 'DPoP', 'token_type')
      context.expect.present(response.header('dpop-nonce'), 'DPoP-Nonce')
    },
  },
  {
    id: 'dpop/nonce-wrong',
    title: 'a nonce that was never given is refused',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '8')],
    needs: ['okta', 'dpop-service-app'],
    run: async (context) => {
      const response = await ask(context, await context.proofKey(), 'never-given')
      context.record('wrong DPoP nonce', members(response).error)
      context.expect.refused(response, { status: 400, error: ['use_dpop_nonce', 'invalid_dpop_proof'] })
    },
  },
  {
    id: 'dpop/ignored-where-not-asked',
    title: 'a proof from an app without bound tokens is ignored',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '5')],
    needs: ['okta', 'service-app'],
    differs: { spec: 'a proof asks for a bound token', okta: 'the app’s setting decides' },
    why: 'One of Okta’s own SDKs sends a proof with every request, and then uses Bearer.',
    run: async ({ token, proofKey, expect }) => {
      const response = await token(grant, { app: 'service-app', dpop: { key: await proofKey() } })
      expect.status(response, 200)
      expect.equal(members(response).token_type, 'Bearer', 'token_type')
    },
  },
  ...wrongProofs.map(
    ({ name, title, change }): Check => ({
      id: `dpop/${name}`,
      title: `a proof with ${title} is refused`,
      level: 'must',
      profiles: ['okta', 'service'],
      sources: [rfc(9449, '4.3'), oidf('fapi2-security-profile-final-dpop-negative-tests')],
      needs: ['okta', 'dpop-service-app'],
      run: async (context) => {
        const key = await context.proofKey()
        const nonce = await nonceFor(context, key)
        const url = context.metadata.tokenEndpoint
        const response = await askWith(
          context,
          await key.sign({ method: 'POST', url, nonce, ...change(context.now()) }),
        )
        context.record(`DPoP proof: ${name}`, members(response).error_description)
        context.expect.refused(response, { status: 400, error: 'invalid_dpop_proof' })
      },
    }),
  ),
  {
    id: 'dpop/unparsable',
    title: 'a proof that is no JWT is refused',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '4.3'), oidf('fapi2-security-profile-final-dpop-negative-tests')],
    needs: ['okta', 'dpop-service-app'],
    run: async (context) => {
      context.expect.refused(await askWith(context, 'no proof at all'), { status: 400, error: 'invalid_dpop_proof' })
    },
  },
  {
    id: 'dpop/proof-once',
    title: 'a proof works once',
    level: 'should',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '11.1')],
    needs: ['okta', 'dpop-service-app'],
    run: async (context) => {
      const key = await context.proofKey()
      const nonce = await nonceFor(context, key)
      const proof = await key.sign({ method: 'POST', url: context.metadata.tokenEndpoint, nonce })
      if ((await askWith(context, proof)).status !== 200) context.blocked('it does not even work once')
      const again = await askWith(context, proof)
      context.record('DPoP proof used twice', members(again).error_description)
      context.expect.refused(again, { status: 400, error: 'invalid_dpop_proof' })
    },
  },
  {
    id: 'dpop/api',
    title: 'the API takes the bound token with a proof that names it, and wants no nonce',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '7.1')],
    needs: ['okta', 'dpop-service-app', 'api'],
    run: async (context) => {
      const { key, token } = await bound(context)
      const url = `${context.target.issuer}/api/v1/users?limit=1`
      const proof = await key.sign({ method: 'GET', url, accessToken: token })
      context.expect.status(await context.get(url, { authorization: `DPoP ${token}`, dpop: proof }), 200)
    },
  },
  {
    id: 'dpop/api-other-token',
    title: 'a proof for another token is refused with 400, in the header alone',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '7.1'), okta('S-312')],
    needs: ['okta', 'dpop-service-app', 'api'],
    run: async (context) => {
      const { key, token } = await bound(context)
      const url = `${context.target.issuer}/api/v1/users`
      const proof = await key.sign({ method: 'GET', url, accessToken: 'another' })
      const response = await context.get(url, { authorization: `DPoP ${token}`, dpop: proof })
      context.expect.status(response, 400)
      context.expect.header(response, 'www-authenticate', /^DPoP .*error="invalid_dpop_proof"/)
      context.expect.equal(response.text, '', 'body')
    },
  },
  {
    id: 'dpop/api-as-bearer',
    title: 'a bound token is no bearer token',
    level: 'must',
    profiles: ['okta', 'service'],
    sources: [rfc(9449, '7.2')],
    needs: ['okta', 'dpop-service-app', 'api'],
    why: 'Whoever steals it could use it.',
    run: async (context) => {
      const { token } = await bound(context)
      const response = await context.get(`${context.target.issuer}/api/v1/users`, { authorization: `Bearer ${token}` })
      context.expect.status(response, [400, 401])
    },
  },
]
