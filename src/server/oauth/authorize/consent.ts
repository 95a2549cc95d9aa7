// Which scopes the person must agree to, and which they have agreed to before (S-081, S-082).
import type { Deps } from '../../deps.js'
import type { User } from '../../org/records.js'
import { refuse } from '../catalogue.js'
import type { SignInRequest } from './sign-in-request.js'

/** A consent lasts until it is taken back, which is as good as for ever (S-084). */
const lifetimeSeconds = 10 * 365 * 86_400

const consentKey = ({ app, server }: SignInRequest, user: User): string => `${user.id} ${app.clientId} ${server.id}`

/** Okta's table of prompt, consent_method and the scope's consent (S-082). */
const needsConsent = ({ app, server, prompt }: SignInRequest, scope: string): boolean =>
  server.consentOf(scope, app) !== 'IMPLICIT' && (prompt.has('consent') || app.consentMethod === 'REQUIRED')

/** The scopes to ask the person about; refuses where there are some and `prompt=none` forbids to ask. */
export const scopesToAskFor = async (
  request: SignInRequest,
  user: User,
  scopes: readonly string[],
  { store }: Deps,
): Promise<readonly string[]> => {
  const { app, prompt } = request
  const given = (await store.consents.find(consentKey(request, user))) ?? []
  const needed = scopes.filter((scope) => needsConsent(request, scope))
  const open = needed.filter((scope) => !given.includes(scope))
  if (open.length > 0 && prompt.has('none')) {
    return refuse('consentRequired', {
      values: [open.join(', ')],
      reason: `prompt=none and "${user.profile.login}" has not let "${app.label}" (${app.clientId}) have ${open.join(' ')}: send the request without prompt=none once, or set apps[].consent_method to TRUSTED`,
    })
  }
  return prompt.has('consent') ? needed : open
}

/** Remembers what the person has let the app have, beside what they had before. */
export const rememberConsent = async (
  request: SignInRequest,
  user: User,
  scopes: readonly string[],
  { store }: Deps,
): Promise<void> => {
  const key = consentKey(request, user)
  const given = (await store.consents.find(key)) ?? []
  await store.consents.put(key, [...new Set([...given, ...scopes])], lifetimeSeconds)
}
