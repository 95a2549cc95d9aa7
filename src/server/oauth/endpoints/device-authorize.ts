// POST /device/authorize (RFC 8628 3.1).
import { type Endpoint, noStore } from '../../exchange.js'
import { activatePath } from '../../signin/path.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { authenticateClient } from '../clients/authenticate.js'
import { createDeviceCode, deviceCodeLifetime, pollInterval } from '../device/device-codes.js'
import { grantScopes } from '../granted-scopes.js'
import { deviceCode as grant } from '../grants/device-code.js'
import { requireGrantType } from '../grants/grant.js'
import { words } from '../words.js'
import { readBackChannelParams } from './read-params.js'

/** The device authorization endpoint of one server; people type the code at the org, whichever server it is (S-540). */
export const createDeviceAuthorize =
  (server: AuthorizationServer): Endpoint =>
  async (ask, deps) => {
    const params = readBackChannelParams(ask)
    const app = await authenticateClient({ ask, params, server, endpoint: 'device/authorize' }, deps)
    requireGrantType(app, grant)
    const asked = words(params.get('scope'))
    const scopes = grantScopes({ server, app, asked, channel: 'token endpoint' }, ask.trace)
    const { deviceCode, userCode } = await createDeviceCode(server, app, scopes, deps)
    ask.trace.issued.push({ kind: 'device_code', value: deviceCode }, { kind: 'user_code', value: userCode })
    ask.trace.decision = 'issued device_code'
    const verification = `${deps.url}${activatePath}`
    return {
      status: 200,
      headers: noStore,
      // Member order as documented (S-540).
      json: {
        user_code: userCode,
        device_code: deviceCode,
        interval: pollInterval,
        verification_uri_complete: `${verification}?user_code=${userCode}`,
        verification_uri: verification,
        expires_in: deviceCodeLifetime,
      },
    }
  }
