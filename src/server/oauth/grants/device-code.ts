// grant_type=urn:ietf:params:oauth:grant-type:device_code (RFC 8628 3.4): the device polls until a person has decided.
import type { Deps } from '../../deps.js'
import type { DeviceCode } from '../../store/store.js'
import { refuse } from '../catalogue.js'
import { pollInterval } from '../device/device-codes.js'
import { requireRegisteredOrigin } from './browser-rules.js'
import type { Grant, TokenRequest } from './grant.js'

/** Who lets the device in. */
type Permission = Exclude<DeviceCode['decision'], 'denied' | undefined>

const requireDevice = ({ app, server }: TokenRequest, device: DeviceCode | undefined, deps: Deps): DeviceCode => {
  if (device?.serverId !== server.id || device.clientId !== app.clientId) {
    return refuse('deviceCodeInvalid', {
      reason:
        device === undefined
          ? 'the device code is unknown here, long over, or was traded for tokens already'
          : `the device code was issued to ${device.clientId} at "${device.serverId}" and shown by ${app.clientId} at "${server.id}"`,
    })
  }
  if (device.expiresAt <= deps.now()) {
    refuse('deviceCodeExpired', { reason: 'nobody decided about the device in ten minutes: start again' })
  }
  return device
}

/** What the person decided; a device that asks before that waits, and not too briefly. */
const requirePermission = ({ polledAt, decision }: DeviceCode, deps: Deps): Permission => {
  if (decision === 'denied') return refuse('deviceDenied', { reason: 'the person did not allow it' })
  if (decision !== undefined) return decision
  if (polledAt !== undefined && deps.now() - polledAt < pollInterval) {
    refuse('slowDown', { reason: `the device asked again within ${pollInterval} s: wait that long between two polls` })
  }
  return refuse('authorizationPending', { reason: 'nobody has typed the user code and signed in yet' })
}

export const deviceCode: Grant = {
  type: 'urn:ietf:params:oauth:grant-type:device_code',
  decide: async (request, deps) => {
    requireRegisteredOrigin(request)
    const { app, params } = request
    const code = params.get('device_code')
    if (code === undefined) {
      return refuse('parameterMissing', { values: ['device_code'], reason: 'the request has no device_code' })
    }
    const { deviceCodes } = deps.store
    const asked = requireDevice(request, await deviceCodes.find(code), deps)
    // The time of this poll is noted in the same step in which that of the last one is read.
    const before = await deviceCodes.change(code, (device) => ({ ...device, polledAt: deps.now() }))
    const { userId, authTime, amr } = requirePermission(before ?? asked, deps)
    const user = deps.org.findUser(userId)
    // Of two polls at the same time one gets the tokens.
    const taken = await deviceCodes.take(code)
    if (taken === undefined || user?.status !== 'ACTIVE') {
      return refuse('deviceCodeInvalid', {
        reason: taken
          ? `the user who let the device in is ${user?.status ?? 'gone'}`
          : 'the device polled twice at once',
      })
    }
    const { scopes } = taken
    return {
      app,
      subject: { user, authTime, amr },
      scopes,
      accessToken: true,
      idToken: scopes.includes('openid'),
      ...(scopes.includes('offline_access') && { refresh: 'new' as const }),
    }
  },
}
