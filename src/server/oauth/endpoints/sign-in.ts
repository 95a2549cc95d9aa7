// POST /signin: the forms of an authorization's pages, where the authorization goes on.
import type { Deps } from '../../deps.js'
import { type Answer, type Ask, type Endpoint, type Params, readParams } from '../../exchange.js'
import { orErrorPage } from '../authorize/answer.js'
import { answerCode, answerStepUp } from '../authorize/forms/code.js'
import { answerConsent } from '../authorize/forms/consent.js'
import { type Form, refuseExpired } from '../authorize/forms/form.js'
import { answerPassword } from '../authorize/forms/password.js'
import { openRequest } from '../authorize/open.js'
import { refuse } from '../catalogue.js'
import type { Servers } from '../servers.js'

const readForm = (ask: Ask): Params => {
  if (ask.body.kind === 'form') return ask.body.params
  return refuse('mediaTypeMismatch', { reason: 'the sign-in form is sent as application/x-www-form-urlencoded' })
}

const openForm = async (ask: Ask, servers: Servers, deps: Deps): Promise<Form> => {
  const params = readForm(ask)
  const stateToken = params.get('stateToken') ?? ''
  const transaction = await deps.store.transactions.find(stateToken)
  const server = transaction && servers.find(transaction.serverId, deps)
  if (transaction === undefined || server === undefined) {
    return refuseExpired('the page is older than an hour or was used already: start again at /authorize')
  }
  const request = openRequest(readParams(new URLSearchParams(transaction.params)), server, deps)
  ask.trace.clientId = request.app.clientId
  return { ask, params, stateToken, transaction, request }
}

const answerForm = (form: Form, deps: Deps): Promise<Answer> => {
  const { awaited } = form.transaction
  switch (awaited.kind) {
    case 'consent':
      return answerConsent(form, awaited, deps)
    case 'step up':
      return answerStepUp(form, awaited, deps)
    case 'code':
      // Somebody went back to the page before, to sign in as somebody else.
      return form.params.has('identifier') ? answerPassword(form, deps) : answerCode(form, awaited, deps)
    case 'password':
      return answerPassword(form, deps)
  }
}

/** @param servers whose authorizations can be waiting */
export const createSignIn =
  (servers: Servers): Endpoint =>
  (ask, deps) =>
    orErrorPage(ask.trace, deps, async () => answerForm(await openForm(ask, servers, deps), deps))
