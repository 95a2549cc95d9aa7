// prompt and max_age: whether the person may, or must, be asked.
import { refuse } from '../../catalogue.js'
import type { AuthorizationRequest } from '../request.js'

const combinations: ReadonlySet<string> = new Set(['none', 'login', 'consent', 'consent login'])

/** `prompt` is one word, or `login` and `consent` together (S-021). */
export const requireKnownPrompt = ({ params, prompt }: AuthorizationRequest): void => {
  if (prompt.size === 0 || combinations.has([...prompt].sort().join(' '))) return
  refuse('promptInvalid', {
    reason: `prompt "${params.get('prompt') ?? ''}" is not served: use none, login or consent`,
  })
}

/** `max_age` counts seconds (S-022) and cannot ask for a new sign-in while `prompt=none` forbids one (S-021). */
export const requireLegalMaxAge = ({ params, prompt, maxAge }: AuthorizationRequest): void => {
  if (maxAge === undefined) return
  if (!(maxAge <= 2 ** 31 - 1)) {
    refuse('maxAgeInvalid', {
      reason: `max_age "${params.get('max_age') ?? ''}" is not a whole number of seconds up to 2147483647`,
    })
  }
  if (maxAge === 0 && prompt.has('none')) {
    refuse('promptNoneWithZeroMaxAge', {
      reason: 'max_age=0 asks for a new sign-in and prompt=none forbids it: leave one out',
    })
  }
}
