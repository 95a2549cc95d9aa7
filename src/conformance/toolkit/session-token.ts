// A one-time session token by Okta's authentication API: name, password and, where asked, a TOTP code.
import { Blocked } from '../outcome.js'
import type { TestUser } from '../targets/settings.js'
import { members, textMember, type WireResponse } from '../wire/exchange.js'
import { RuleBroken, type Wire } from '../wire/wire.js'
import { totpCode } from './totp.js'

interface Parts {
  readonly wire: Wire
  readonly issuer: string
  /** Epoch seconds. */
  readonly now: () => number
}

const post = (wire: Wire, url: string, body: object): Promise<WireResponse> =>
  wire.send(
    {
      method: 'POST',
      url,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    'sign-in',
  )

/** How an org answers whose authentication API is switched off. */
const notOffered: readonly number[] = [403, 404, 405]

/**
 * Undefined where the org does not offer it.
 *
 * @throws RuleBroken (and the run stops) if it asks for a second factor that nobody here has
 * @throws Blocked if it gives no session token
 */
export const sessionTokenOf = async (user: TestUser, { wire, issuer, now }: Parts): Promise<string | undefined> => {
  const url = `${issuer}/api/v1/authn`
  const first = await post(wire, url, { username: user.login, password: user.password ?? '' })
  if (notOffered.includes(first.status)) return undefined
  const status = textMember(first, 'status')
  const answer = status === 'MFA_REQUIRED' ? await verifyTotp(first, user, { wire, issuer, now }) : first
  const token = textMember(answer, 'sessionToken')
  if (token !== undefined) return token
  const said = textMember(answer, 'status') ?? textMember(answer, 'errorSummary') ?? `status ${answer.status}`
  throw new Blocked(`/api/v1/authn gives no session token: ${said}`)
}

const verifyTotp = async (first: WireResponse, user: TestUser, { wire, issuer, now }: Parts): Promise<WireResponse> => {
  const { factors } = Object(members(first)._embedded) as { factors?: unknown }
  const totp = (Array.isArray(factors) ? factors : []).find(
    (factor: unknown) => Object(factor).factorType === 'token:software:totp',
  )
  if (totp === undefined || user.totpSecret === undefined) {
    throw new RuleBroken('locked-account', 'sign-in asks for a second factor that the kit does not have', 'run')
  }
  return post(wire, `${issuer}/api/v1/authn/factors/${String(Object(totp).id)}/verify`, {
    stateToken: textMember(first, 'stateToken'),
    passCode: totpCode(user.totpSecret, now()),
  })
}
