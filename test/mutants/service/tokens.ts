// How the reference service app gets its tokens: one at a time, kept until shortly before they are over.
import type { ServiceConfiguration } from '../../../src/conformance/clients/adapter/protocol.js'
import { Rejection } from '../clients/rejection.js'
import type { Flaws } from './flaws.js'
import type { createProofs } from './proofs.js'

/** An access token. `expiresAt` is epoch seconds. */
export interface Token {
  readonly value: string
  readonly expiresAt: number | undefined
}

/** The clock, and waiting by it. Seconds. */
export interface Time {
  now(): number
  wait(seconds: number): Promise<void>
}

/** Seconds before the end at which a token is replaced. */
const margin = 2
/** Seconds: whoever is told to wait longer gives up. */
const longestWait = 60
const timeoutMs = 1000
/** What one of the flaws calls "without end". */
export const many = 12

type Body = Readonly<Record<string, unknown>>

/** Seconds to wait after 429, as the answer says. @throws Rejection where that is too long */
export const pauseOf = ({ headers }: Response, time: Time, flaws: Flaws): number => {
  if (flaws.has('no-wait-after-429')) return 0
  if (flaws.has('waits-a-second-whatever-is-said')) return 1
  const reset = headers.get('x-rate-limit-reset')
  const seconds = reset === null ? Number(headers.get('retry-after') ?? longestWait) : Number(reset) - time.now()
  if (seconds <= longestWait || flaws.has('waits-for-an-hour')) return Math.max(0, seconds)
  throw new Rejection('network', `limited for ${seconds} s`)
}

const readBody = async (response: Response): Promise<Body> => {
  try {
    return (await response.json()) as Body
  } catch {
    throw new Rejection('token-response', `${response.status} without JSON`)
  }
}

export const createTokens = (
  { issuer, scopes, dpop, clientId }: ServiceConfiguration,
  {
    flaws,
    time,
    proofs,
  }: { readonly flaws: Flaws; readonly time: Time; readonly proofs: ReturnType<typeof createProofs> },
) => {
  const url = `${issuer}/oauth2/v1/token`
  let kept: Token | undefined
  let pending: Promise<Token> | undefined
  let nonce: string | undefined

  const send = async (): Promise<Response> => {
    const { form, headers } = await proofs.credentials()
    const asked = [...scopes, ...(flaws.has('asks-for-more-scopes') ? ['okta.groups.read'] : [])]
    const target = flaws.has('assertion-in-url-too') ? `${url}?client_assertion=${form.client_assertion}` : url
    return fetch(target, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: asked.join(' '), ...form }),
      headers: { ...headers, ...(dpop && { dpop: await proofs.dpop('POST', url, nonce) }) },
      redirect: flaws.has('follows-redirects') ? 'follow' : 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
  }

  const usable = (body: Body): Token => {
    const { access_token: value, token_type: type, expires_in: seconds } = body
    if (typeof value !== 'string' && !flaws.has('takes-a-missing-token')) {
      throw new Rejection('token-response', 'no access_token')
    }
    const expected = dpop && !flaws.has('takes-bearer-for-dpop') ? 'dpop' : 'bearer'
    const named = typeof type === 'string' ? type : flaws.has('takes-a-missing-type') ? expected : ''
    const known = flaws.has('type-in-exact-case') ? named === 'Bearer' : named.toLowerCase() === expected
    const taken = known || (flaws.has('takes-an-unknown-type') && named !== '') || (dpop && named === 'DPoP')
    if (!taken) throw new Rejection('token-response', `token_type is ${named}`)
    if (typeof seconds !== 'number' && flaws.has('needs-expires-in')) {
      throw new Rejection('token-response', 'no expires_in')
    }
    return { value: String(value), expiresAt: typeof seconds === 'number' ? time.now() + seconds : undefined }
  }

  const ask = async (attempt = 1): Promise<Token> => {
    const response = await send()
    const { status, headers } = response
    if (!(flaws.has('keeps-first-nonce') && nonce !== undefined && status === 200)) {
      nonce = headers.get('dpop-nonce') ?? nonce
    }
    if (status === 429) {
      const seconds = pauseOf(response, time, flaws)
      if (attempt > 2) throw new Rejection('network', 'limited')
      await time.wait(seconds)
      return ask(attempt + 1)
    }
    if (status !== 200 && flaws.has('asks-until-a-token-comes') && attempt < many) return ask(attempt + 1)
    const body = await readBody(response)
    if (body.error === 'use_dpop_nonce' && dpop && !flaws.has('ignores-nonce')) {
      if (attempt < (flaws.has('nonces-without-end') ? many : 3)) return ask(attempt + 1)
    }
    if (flaws.has('takes-an-error-for-a-token') && status >= 400) return { value: 'undefined', expiresAt: undefined }
    if (status !== 200) throw new Rejection('idp-error', `${clientId} gets ${status} ${String(body.error)}`)
    const granted = String(body.scope ?? scopes.join(' ')).split(' ')
    if (flaws.has('asks-until-all-scopes-come') && granted.length < scopes.length && attempt < many) {
      return ask(attempt + 1)
    }
    return usable(body)
  }

  const renew = (): Promise<Token> => {
    const asked = ask().then((token) => {
      kept = token
      return token
    })
    return asked
  }

  const shared = (): Promise<Token> => {
    if (flaws.has('no-single-flight')) return renew()
    pending ??= renew().finally(() => {
      pending = undefined
    })
    return pending
  }

  const isGood = ({ expiresAt }: Token): boolean =>
    !flaws.has('no-cache') &&
    (expiresAt === undefined || flaws.has('no-look-at-the-clock') || time.now() < expiresAt - margin)

  return {
    get: async (): Promise<Token> => (kept && isGood(kept) ? kept : shared()),
    /** In the place of one that the API refused: whoever comes later finds the new one. */
    replace: async (refused: Token): Promise<Token> => {
      if (flaws.has('renews-for-each-call')) {
        kept = undefined
        return renew()
      }
      if (kept === refused && !flaws.has('goes-back-to-the-old-token')) kept = undefined
      else if (kept !== refused && kept && isGood(kept)) return kept
      return shared()
    },
  }
}
