// --mitm: the kit stands between the client and a real org, and misbehaves there as the mock would.
import { UsageError } from '../../usage-error.js'
import type { ClientFile } from '../file/read-client-file.js'
import type { ClientOrg } from '../org/client-org.js'
import { hostsOf } from '../org/registration.js'
import type { OrgSide } from '../org-side.js'
import type { Recorder } from '../recorder.js'
import { startProxy } from './proxy.js'
import { proxyEnvironment } from './proxy-environment.js'
import { createRelay, type Relay } from './relay.js'
import { makeRunCertificate, strayName } from './run-certificate.js'

/** The org as the client has it while the kit stands between them. */
export interface Mitm {
  readonly org: ClientOrg
  /** Ends the standing between, not the org. */
  close(): Promise<void>
}

/** Requests in a run whose client's own are counted too, where nobody says how many. */
export const mitmBudget = 1000

const nowSeconds = (): number => Math.floor(Date.now() / 1000)

/** An app that runs already cannot be told to trust an authority that is made for the run. */
const isStarted = ({ content: { client } }: ClientFile, exec: boolean): boolean => {
  if (exec || client.kind === 'spa') return true
  if (client.kind === 'library') return client.url === undefined
  return client.kind === 'service' && !('url' in client.trigger)
}

/** @throws UsageError where it cannot be done */
export const requireMitm = (file: ClientFile, target: 'mock' | 'real', exec: boolean): void => {
  if (target === 'mock') throw new UsageError('--mitm is for --target real: a mock misbehaves by itself')
  if (!isStarted(file, exec)) {
    throw new UsageError('--mitm needs a client that the kit starts, so that it goes through the proxy: --exec COMMAND')
  }
}

/** The same org, which misbehaves on order, and whose client is seen. */
const inFront = ({ faults, journal, keys, tokens, passIdToken }: Relay, side: OrgSide): OrgSide => ({
  ...side,
  faults,
  journal,
  keys,
  tokens,
  answer: async (url, as) => {
    const { params, ...delivery } = await side.answer(url, as)
    const passed = params.map(async ([name, value]) =>
      name === 'id_token' ? ([name, await passIdToken(value)] as const) : ([name, value] as const),
    )
    return { ...delivery, params: await Promise.all(passed) }
  },
})

/** @throws UsageError if the org is none of Okta's, or not on https */
export const openMitm = async (file: ClientFile, org: ClientOrg, recorder: Recorder): Promise<Mitm> => {
  const { issuer, dialect } = org.summary
  const { origin, hostname, protocol } = new URL(issuer)
  const strayHost = strayName(hostname)
  const stray = strayHost && origin.replace(hostname, strayHost)
  if (dialect !== 'okta') throw new UsageError(`--mitm is for Okta orgs: ${issuer} is none`)
  const { clientSecret } = org.registration
  const relay = createRelay(
    {
      url: issuer,
      now: nowSeconds,
      ...(stray !== undefined && { otherUrl: stray }),
      ...(clientSecret !== undefined && { clientSecret }),
    },
    recorder.relay,
  )
  const between: ClientOrg = {
    ...org,
    levels: new Set([...org.levels, 'P']),
    relay,
    side: (wire) => inFront(relay, org.side(wire)),
  }
  // A page in a browser of the kit's needs neither proxy nor authority.
  if (file.content.client.kind === 'spa') return { org: between, close: async () => {} }
  if (protocol !== 'https:') throw new UsageError(`--mitm is for https: ${issuer} is not`)
  const certificate = await makeRunCertificate(hostname, org.caFile, nowSeconds())
  try {
    const proxy = await startProxy({
      origin,
      certificate: certificate.server,
      answer: relay.answer,
      ...(stray !== undefined && { stray }),
    })
    const { caFile, bundleFile } = certificate
    const env = proxyEnvironment({
      proxyUrl: proxy.url,
      caFile,
      bundleFile,
      hostname,
      hosts: hostsOf(file),
      nodeOptions: process.env.NODE_OPTIONS,
    })
    return {
      org: { ...between, env, caFile, trouble: proxy.trouble },
      close: async () => {
        await proxy.close()
        await certificate.close()
      },
    }
  } catch (error) {
    await certificate.close()
    throw error
  }
}
