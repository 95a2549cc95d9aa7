// A person signs in at a real org, in a window; the cookies are kept, encrypted, for later runs.

import { createRunState } from './run-state.js'
import { systemPace } from './system-pace.js'
import { requireKey, stateFile, stateLifetimeSeconds, writeState } from './targets/browser-state.js'
import { lazyChromium } from './targets/chromium.js'
import { openReal, type RealOptions } from './targets/real.js'
import { redirectUriOf } from './targets/settings.js'
import { createBrowser } from './toolkit/browser.js'
import { type Person, signInOnPage } from './toolkit/page-sign-in.js'
import { UsageError } from './usage-error.js'

/** Who signs in, and where what is kept goes. */
export interface LoginOptions extends RealOptions {
  readonly headless: boolean
  /** Default: whoever sits at the screen. */
  readonly person?: Person
}

/** Milliseconds for a person. */
const patienceMs = 300_000

const nowSeconds = (): number => Math.floor(Date.now() / 1000)

/** @throws UsageError, RuleBroken, Unreachable, Blocked */
export const login = async (options: LoginOptions): Promise<{ readonly path: string; readonly expiresAt: number }> => {
  const { surroundings, headless, person } = options
  // Before anybody types anything.
  const key = requireKey(surroundings.env.CONFORMANCE_STATE_KEY)
  const target = await openReal(options)
  const chromium = lazyChromium({
    ...(surroundings.env.CHROMIUM_PATH && { path: surroundings.env.CHROMIUM_PATH }),
    headless,
  })
  try {
    const app = target.settings.apps.find(({ redirectUris }) => redirectUris.length > 0)
    if (app === undefined)
      throw new UsageError(
        'login needs an app: CONFORMANCE_CLIENT_ID and CONFORMANCE_REDIRECT_URI, or apps[] in --config',
      )
    // The kit does not know what a person types, so it cannot tell a wrong password from a right one.
    const { wrongPasswordsPerUser: _, ...policy } = target.policy
    const state = createRunState({
      target: { ...target, policy },
      seed: 'login',
      now: nowSeconds,
      pace: systemPace,
      signal: new AbortController().signal,
    })
    const browser = createBrowser(state.wire.forCheck().wire)
    const query = new URLSearchParams({
      client_id: app.clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: redirectUriOf(app),
      state: 'login',
      nonce: 'login',
      ...(app.pkceRequired && { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' }),
    })
    const url = `${target.metadata.authorizationEndpoint}?${query}`
    await signInOnPage({ chromium, browser, url, redirectUri: redirectUriOf(app) }, person ?? patienceMs)
    const { issuer } = target.summary
    const path = stateFile(surroundings.home, issuer)
    const expiresAt = nowSeconds() + stateLifetimeSeconds
    writeState(path, { issuer, expiresAt, jar: browser.jar.serializeSync() }, key)
    return { path, expiresAt }
  } finally {
    await chromium.close()
    await target.close()
  }
}
