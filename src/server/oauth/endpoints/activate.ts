// GET and POST /activate: where a person types the code that a device shows.
import { type Answer, type Ask, type Endpoint, type Params, readParams } from '../../exchange.js'
import { activatePage } from '../../pages/activate-page.js'
import { activatePath } from '../../signin/path.js'
import { findSignedIn } from '../../signin/sessions.js'
import { orErrorPage } from '../authorize/answer.js'
import { oauthErrors, refuse } from '../catalogue.js'
import { openActivation } from '../device/activation.js'
import type { Servers } from '../servers.js'

/** What Okta's page says of a code that nobody waits for (S-542). */
const invalid = 'Invalid code. Try again.'

const readForm = ({ body }: Ask): Params => {
  if (body.kind === 'form') return body.params
  if (body.kind === 'none') return readParams(new URLSearchParams())
  return refuse('mediaTypeMismatch', { reason: 'the activation form is sent as application/x-www-form-urlencoded' })
}

/** @param servers whose devices can be waiting */
export const createActivate =
  (servers: Servers): Endpoint =>
  (ask, deps) =>
    orErrorPage(ask.trace, deps, async (): Promise<Answer> => {
      const page = { orgUrl: deps.url, action: activatePath }
      if (ask.method !== 'POST') {
        return { status: 200, ...activatePage({ ...page, userCode: ask.query.get('user_code') ?? '' }) }
      }
      const userCode = readForm(ask).get('userCode') ?? ''
      const errand = await openActivation(userCode, servers, deps, ask.trace)
      if (errand === undefined) {
        const reason = `no device waits for the code "${userCode}": it is wrong, used, or older than ten minutes`
        ask.trace.refusal = { rule: 'userCodeInvalid', source: oauthErrors.userCodeInvalid.source, reason }
        return { status: 400, ...activatePage({ ...page, userCode, error: invalid }) }
      }
      const signedIn = await findSignedIn(ask, deps)
      return errand.goOn({ ...(signedIn && { signedIn }), fresh: false, agreed: false })
    })
