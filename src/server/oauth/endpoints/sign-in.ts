// POST /signin: the forms of an authorization's pages, where the authorization goes on.
import type { Deps } from '../../deps.js'
import { type Answer, type Ask, type Endpoint, type Params, readParams, type Trace } from '../../exchange.js'
import type { Transaction } from '../../store/store.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { advance } from '../authorize/advance.js'
import { orErrorPage, orRefusedRedirect } from '../authorize/answer.js'
import { answerCode, answerStepUp } from '../authorize/forms/code.js'
import { answerConsent } from '../authorize/forms/consent.js'
import { type Errand, type Form, refuseExpired } from '../authorize/forms/form.js'
import { answerNewPassword } from '../authorize/forms/new-password.js'
import { answerPassword } from '../authorize/forms/password.js'
import { openRequest } from '../authorize/open.js'
import { refuse } from '../catalogue.js'
import { openActivation } from '../device/activation.js'
import type { Servers } from '../servers.js'

const readForm = (ask: Ask): Params => {
  if (ask.body.kind === 'form') return ask.body.params
  return refuse('mediaTypeMismatch', { reason: 'the sign-in form is sent as application/x-www-form-urlencoded' })
}

/** Somebody signs in for an app: whatever comes of it goes there. */
const openAuthorization = ({ params }: Transaction, server: AuthorizationServer, deps: Deps, trace: Trace): Errand => {
  const request = openRequest(readParams(new URLSearchParams(params)), server, deps)
  const orRedirect = (answer: () => Promise<Answer>): Promise<Answer> => orRefusedRedirect(request, trace, deps, answer)
  return {
    request,
    goOn: (progress) => orRedirect(() => advance(request, progress, deps, trace)),
    deny: (reason) => orRedirect(async () => refuse('consentDenied', { reason })),
  }
}

const openForm = async (ask: Ask, servers: Servers, deps: Deps): Promise<Form> => {
  const params = readForm(ask)
  const stateToken = params.get('stateToken') ?? ''
  const transaction = await deps.store.transactions.find(stateToken)
  const server = transaction && servers.find(transaction.serverId, deps)
  if (transaction === undefined || server === undefined) {
    return refuseExpired('the page is older than an hour or was used already: start again at /authorize')
  }
  const errand =
    transaction.userCode === undefined
      ? openAuthorization(transaction, server, deps, ask.trace)
      : await openActivation(transaction.userCode, servers, deps, ask.trace)
  if (errand === undefined) return refuseExpired('the device does not wait any more')
  ask.trace.clientId = errand.request.app.clientId
  return { ask, params, stateToken, transaction, ...errand }
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
    case 'new password':
      return form.params.has('identifier') ? answerPassword(form, deps) : answerNewPassword(form, awaited, deps)
    case 'password':
      return answerPassword(form, deps)
  }
}

/** @param servers whose authorizations can be waiting */
export const createSignIn =
  (servers: Servers): Endpoint =>
  (ask, deps) =>
    orErrorPage(ask.trace, deps, async () => answerForm(await openForm(ask, servers, deps), deps))
