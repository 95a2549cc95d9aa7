// One activation, from the code that a person typed to a device that may go on, stopping wherever they have to do something.
import type { Deps } from '../../deps.js'
import { type Answer, readParams, type Trace } from '../../exchange.js'
import { activatedPage, notActivatedPage } from '../../pages/activate-page.js'
import { requireAssigned } from '../assignment.js'
import { askForConsent, askForPassword } from '../authorize/ask-person.js'
import { scopesToAskFor } from '../authorize/consent.js'
import type { Errand } from '../authorize/forms/form.js'
import type { Progress } from '../authorize/progress.js'
import type { SignInRequest } from '../authorize/sign-in-request.js'
import { refuse } from '../catalogue.js'
import type { Servers } from '../servers.js'
import { decideDevice, findWaitingDevice, type WaitingDevice } from './device-codes.js'

/** Somebody else was faster. */
const refuseDecided = (): never =>
  refuse('userCodeInvalid', { reason: 'somebody has decided about this device in the meantime' })

/** Asks for the next thing, or lets the device go on. The policy of a custom server is asked when the device polls. */
const advance = async (
  request: SignInRequest,
  { device, ...codes }: WaitingDevice,
  { signedIn, fresh, agreed }: Progress,
  deps: Deps,
  trace: Trace,
): Promise<Answer> => {
  if (signedIn === undefined) return askForPassword(request, deps)
  const { user, session } = signedIn
  trace.user = user.profile.login
  requireAssigned(request.app, user, deps)
  const open = agreed ? [] : await scopesToAskFor(request, user, device.scopes, deps)
  if (open.length > 0) return askForConsent(request, signedIn, { fresh, agreed }, open, deps)

  const decision = { userId: user.id, authTime: session.authTime, amr: session.amr }
  if (!(await decideDevice(codes, decision, deps))) refuseDecided()
  trace.decision = 'device activated'
  return { status: 200, ...activatedPage(deps.url) }
}

/** The errand of somebody who typed a device's code; undefined if no device waits for that code. */
export const openActivation = async (
  typed: string,
  servers: Servers,
  deps: Deps,
  trace: Trace,
): Promise<Errand | undefined> => {
  const waiting = await findWaitingDevice(typed, deps)
  const server = waiting && servers.find(waiting.device.serverId, deps)
  const app = waiting && deps.org.findApp(waiting.device.clientId)
  if (waiting === undefined || server === undefined || app?.status !== 'ACTIVE') return undefined
  trace.clientId = app.clientId
  const { userCode } = waiting
  const request = { server, app, params: readParams(new URLSearchParams()), prompt: new Set<string>(), userCode }
  return {
    request,
    goOn: (progress) => advance(request, waiting, progress, deps, trace),
    deny: async (reason) => {
      if (!(await decideDevice(waiting, 'denied', deps))) refuseDecided()
      trace.refusal = { rule: 'deviceDenied', source: 'S-546', reason }
      return { status: 400, ...notActivatedPage(deps.url) }
    },
  }
}
