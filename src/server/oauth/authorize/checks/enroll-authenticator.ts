// prompt=enroll_authenticator: a request for no tokens but a new authenticator. Nobody can enrol one here (S-085).
import { refuse } from '../../catalogue.js'
import { words } from '../../words.js'
import type { AuthorizationRequest } from '../request.js'

/** What `enroll_amr_values` may name (S-085). */
const authenticators: ReadonlySet<string> = new Set([
  'duo',
  'email',
  'fed',
  'google_otp',
  'kba',
  'oath_otp',
  'okta_verify',
  'opt',
  'pop',
  'pwd',
  'rsa',
  'sms',
  'symantec',
  'tel',
  'yubikey',
])

/** Refuses every request of this kind; one that is in order is told that enrolment is not allowed. */
export const refuseEnrollment = ({ params, prompt, responseType, acrValues, maxAge }: AuthorizationRequest): void => {
  const enrolls = prompt.has('enroll_authenticator')
  const asksForNothing = responseType.size === 1 && responseType.has('none')
  if (!enrolls && !asksForNothing) return
  if (!enrolls) {
    refuse('enrollPromptMissing', { reason: 'response_type=none without prompt=enroll_authenticator: ask for a code' })
  }
  if (!asksForNothing) {
    refuse('enrollResponseType', { reason: 'prompt=enroll_authenticator: send response_type=none with it' })
  }
  if (acrValues.join(' ') !== 'urn:okta:loa:2fa:any:ifpossible') {
    refuse('enrollAcrValues', { reason: `acr_values is "${acrValues.join(' ')}" beside prompt=enroll_authenticator` })
  }
  if (maxAge !== 0) {
    refuse('enrollMaxAge', { reason: `max_age is "${params.get('max_age') ?? ''}" beside prompt=enroll_authenticator` })
  }
  const asked = words(params.get('enroll_amr_values'))
  if (asked.length === 0 || asked.some((name) => !authenticators.has(name))) {
    refuse('enrollAmrValues', {
      reason: `enroll_amr_values is "${asked.join(' ')}": use ${[...authenticators].join(' ')}`,
    })
  }
  refuse('enrollNotAllowed', {
    reason: 'mockta cannot enrol an authenticator: put one under users[].factors of the configuration',
  })
}
