// Whether a check can be run on a client, and if not, why.
import type { ClientCheck, ClientFacts, ClientNeed } from '../client-checks/client-check.js'
import type { Driver } from './driver.js'
import type { Offer } from './mitm/bypass.js'
import type { OrgSide } from './org-side.js'

type Missing = (facts: ClientFacts, org: OrgSide, driver: Driver) => string | undefined

const unless = (met: boolean, reason: string): string | undefined => (met ? undefined : reason)

const answers = ({ responseType }: ClientFacts, word: string): boolean => responseType.split(' ').includes(word)

const oneIssuer =
  'the client has one issuer: its file names no second_issuer, or its adapter does not offer secondIssuer'

const needs: Readonly<Record<ClientNeed, Missing>> = {
  'second-app': (_facts, org) =>
    unless(org.secondClientId !== undefined, 'the target has no second app with the same redirect URI'),
  'second-user': (_facts, org) => unless(org.hasSecondUser, 'the settings name no second user'),
  'id-token-in-front-channel': (facts) =>
    unless(
      answers(facts, 'id_token'),
      `no ID token comes through the browser with response_type=${facts.responseType}`,
    ),
  'access-token-in-front-channel': (facts) =>
    unless(
      answers(facts, 'token'),
      `no access token comes through the browser with response_type=${facts.responseType}`,
    ),
  'access-token': (facts) =>
    unless(
      answers(facts, 'code') || answers(facts, 'token'),
      `no access token comes with response_type=${facts.responseType}`,
    ),
  'code-and-id-token': (facts) =>
    unless(
      answers(facts, 'code') && answers(facts, 'id_token'),
      `code and ID token do not come together with response_type=${facts.responseType}`,
    ),
  refresh: (_facts, _org, driver) =>
    unless(driver.abilities.has('refresh'), 'the client has no refresh that can be triggered'),
  logout: (_facts, _org, driver) =>
    unless(driver.abilities.has('logout'), 'the client has no logout that can be triggered'),
  userinfo: (_facts, _org, driver) => unless(driver.abilities.has('userinfo'), 'the client does not ask for userinfo'),
  'return-to': (_facts, _org, driver) =>
    unless(driver.abilities.has('return-to'), 'the settings name no parameter that says where to go after the login'),
  dpop: (_facts, _org, driver) => unless(driver.abilities.has('dpop'), 'the client does not use DPoP'),
  'second-issuer': (facts, org) =>
    unless(facts.issuers > 1, oneIssuer) ?? unless(org.second !== undefined, 'the target has no second issuer'),
  'post-message': (_facts, _org, driver) =>
    unless(driver.abilities.has('post-message'), 'the client does not use okta_post_message'),
  pkce: (facts) => unless(facts.pkceBound, 'the client does not use PKCE'),
  nonce: (facts) => unless(facts.sendsNonce, 'the client sends no nonce'),
  'client-secret': (facts) => unless(facts.confidential, 'the client has no secret'),
  'cold-start': (_facts, _org, driver) =>
    unless(driver.abilities.has('cold-start'), 'the client reads discovery once, at its start'),
  code: (facts) => unless(answers(facts, 'code'), `no code comes with response_type=${facts.responseType}`),
  journal: (_facts, org) => unless(org.journal !== undefined, 'nobody sees what the client asks the target by itself'),
  cookies: (_facts, _org, driver) =>
    unless(driver.abilities.has('cookies'), 'the client keeps no cookies in a browser'),
  'time-out': (facts) =>
    unless(facts.givesUpAfterMs !== undefined, 'the settings do not say after how long the client gives up waiting'),
}

/** Undefined where it can be run. */
export const whyNot = (
  check: ClientCheck,
  facts: ClientFacts,
  { levels, org, bypass }: Offer,
  driver: Driver,
): string | undefined => {
  if (!check.surfaces.includes(driver.surface)) return `not for ${driver.surface} clients`
  const offered = check.levels.filter((level) => levels.has(level))
  if (offered.length === 0 && bypass !== undefined && check.levels.includes('P')) return bypass
  if (offered.length === 0) return `needs ${check.levels.join(' or ')}, which this target does not offer`
  for (const need of check.needs ?? []) {
    const missing = needs[need](facts, org, driver)
    if (missing !== undefined) return missing
  }
  return undefined
}
