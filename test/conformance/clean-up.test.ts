import t from 'tap'
import { revokeObtained } from '../../src/conformance/clean-up.js'
import { createObtained } from '../../src/conformance/wire/obtained.js'
import type { Wire } from '../../src/conformance/wire/wire.js'

const url = 'https://org.test/oauth2/v1/revoke'

const metadata = (revocation: string | undefined) => ({
  issuer: 'https://org.test',
  authorizationEndpoint: 'https://org.test/oauth2/v1/authorize',
  tokenEndpoint: 'https://org.test/oauth2/v1/token',
  jwksUri: 'https://org.test/oauth2/v1/keys',
  find: (name: string) => (name === 'revocation' ? revocation : undefined),
})

const apps = [
  { clientId: 'confidential', clientSecret: 'a-secret', authMethod: 'client_secret_post' },
  { clientId: 'public', authMethod: 'none' },
  { clientId: 'secret-unknown', authMethod: 'client_secret_basic' },
  { clientId: 'key-unknown', authMethod: 'private_key_jwt' },
] as const

/** Gives these tokens back to an org that answers with this status, or not at all. */
const giveBack = async (tokens: Readonly<Record<string, string>>, status: number | 'nothing', at?: string) => {
  const sent: (string | undefined)[] = []
  const wire = {
    transcript: [],
    send: async ({ body }: { readonly body?: string }) => {
      sent.push(body)
      if (status === 'nothing') throw new Error('socket hang up')
      return { status }
    },
  } as unknown as Wire
  const obtained = createObtained()
  for (const [token, clientId] of Object.entries(tokens)) obtained.add({ token, kind: 'access_token', clientId })
  const found = metadata(at) as Parameters<typeof revokeObtained>[0]['metadata']
  return { cleanedUp: await revokeObtained({ metadata: found, apps, obtained, now: () => 0 }, wire), sent }
}

t.test('a token is revoked as the app that it was given to', async (t) => {
  t.strictSame(await giveBack({ t1: 'confidential', t2: 'public' }, 200, url), {
    cleanedUp: { revoked: 2, left: 0 },
    sent: [
      'token=t1&token_type_hint=access_token&client_id=confidential&client_secret=a-secret',
      'token=t2&token_type_hint=access_token&client_id=public',
    ],
  })
})

t.test('what cannot be revoked is left, and nothing is sent for whoever cannot prove who they are', async (t) => {
  const left = { revoked: 0, left: 1 }
  for (const clientId of ['secret-unknown', 'key-unknown', 'nobody-knows']) {
    t.strictSame(await giveBack({ t1: clientId }, 200, url), { cleanedUp: left, sent: [] }, clientId)
  }
  t.strictSame(await giveBack({ t1: 'public' }, 200), { cleanedUp: left, sent: [] }, 'no endpoint')
  t.match(await giveBack({ t1: 'public' }, 400, url), { cleanedUp: left }, 'refused')
  t.match(await giveBack({ t1: 'public', t2: 'public' }, 'nothing', url), { cleanedUp: { revoked: 0, left: 2 } })
})
