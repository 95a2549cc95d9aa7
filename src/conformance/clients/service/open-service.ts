// From a service app's file to its driver: by URL, by command, or behind an adapter.
import { type Channel, openChannel } from '../adapter/channel.js'
import type { FileOf } from '../file/client-file.js'
import type { Registration } from '../org/registration.js'
import type { Recorder } from '../recorder.js'
import { createAdapterService } from './adapter-service.js'
import { createCommandService } from './command-service.js'
import type { ServiceDriver } from './service-driver.js'
import { createUrlService } from './url-service.js'

interface Parts {
  readonly content: FileOf<'service'>
  readonly directory: string
  readonly issuer: string
  readonly registration: Registration
  readonly recorder: Recorder
  readonly caFile?: string
  readonly signal: AbortSignal
  /** What a command is told of the org. */
  readonly env?: Readonly<Record<string, string>>
  /** Keeps what is said to an adapter. */
  readonly recorded: (channel: Channel) => Channel
}

/** @throws Blocked if an adapter speaks otherwise */
export const openService = async (parts: Parts): Promise<ServiceDriver> => {
  const { content, directory, issuer, registration, recorder, caFile, signal, env = {}, recorded } = parts
  const { trigger, name, dpop = false } = content.client
  const { clientId, clientSecret, scopes, authMethod, key } = registration
  const about = {
    name: name ?? ('url' in trigger ? new URL(trigger.url).host : 'a service app'),
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    scopes,
  }
  if ('url' in trigger) return createUrlService({ ...about, url: trigger.url }, recorder.wire)
  if ('command' in trigger) return createCommandService({ ...about, command: trigger.command, directory, env })
  return createAdapterService(() => recorded(openChannel({ command: trigger.adapter, directory, env }, { signal })), {
    issuer,
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    scopes,
    auth: authMethod,
    ...(typeof key?.key === 'object' && { privateKey: { ...key.key, ...(key.kid !== undefined && { kid: key.kid }) } }),
    dpop,
    api: `${issuer}/api/v1/users?limit=2`,
    ...(caFile !== undefined && { caFile }),
  })
}
