// Device codes: made for a device, decided by a person, polled for by the device (RFC 8628).
import type { Deps } from '../../deps.js'
import type { App } from '../../org/records.js'
import type { Random } from '../../random.js'
import type { DeviceCode } from '../../store/store.js'
import type { AuthorizationServer } from '../authorization-server.js'
import { makeUserCode, readUserCode } from './user-code.js'

/** How long a person may take, in seconds (S-540). */
export const deviceCodeLifetime = 600
/** How long after that a device is still told that it is late, in seconds. */
const lateness = 600
/** The least seconds between two polls (S-540). */
export const pollInterval = 5

/** A UUID of version 4, as Okta's device codes are (S-540). */
const makeDeviceCode = (random: Random): string => {
  const bytes = random.bytes(16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** A code that nobody has at the moment. */
const takeUserCode = async (deviceCode: string, deps: Deps): Promise<string> => {
  for (;;) {
    const userCode = makeUserCode(deps.random)
    if (await deps.store.userCodes.add(userCode, deviceCode, deviceCodeLifetime)) return userCode
  }
}

/** Both codes of a device. */
export interface Codes {
  readonly deviceCode: string
  readonly userCode: string
}

export const createDeviceCode = async (
  server: AuthorizationServer,
  app: App,
  scopes: readonly string[],
  deps: Deps,
): Promise<Codes> => {
  const deviceCode = makeDeviceCode(deps.random)
  const userCode = await takeUserCode(deviceCode, deps)
  const expiresAt = deps.now() + deviceCodeLifetime
  await deps.store.deviceCodes.put(
    deviceCode,
    { serverId: server.id, clientId: app.clientId, scopes, expiresAt },
    deviceCodeLifetime + lateness,
  )
  return { deviceCode, userCode }
}

/** A device that waits for a person. */
export interface WaitingDevice extends Codes {
  readonly device: DeviceCode
}

/** The device that shows the code; undefined if none does, or somebody has decided already. */
export const findWaitingDevice = async (typed: string, { store }: Deps): Promise<WaitingDevice | undefined> => {
  const userCode = readUserCode(typed)
  const deviceCode = await store.userCodes.find(userCode)
  const device = deviceCode === undefined ? undefined : await store.deviceCodes.find(deviceCode)
  if (deviceCode === undefined || device === undefined || device.decision !== undefined) return undefined
  return { userCode, deviceCode, device }
}

/** Decides about a device, once: of two persons one does, and the other gets false. */
export const decideDevice = async (
  { userCode, deviceCode }: Codes,
  decision: NonNullable<DeviceCode['decision']>,
  { store }: Deps,
): Promise<boolean> => {
  if ((await store.userCodes.take(userCode)) === undefined) return false
  return (await store.deviceCodes.change(deviceCode, (device) => ({ ...device, decision }))) !== undefined
}
