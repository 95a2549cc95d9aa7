// A server that is wrong in one way: the mock, with something between it and the kit that changes what passes.
// It stands at the kit's transport and not on a port of its own: the same bytes would arrive, at half the cost.
import { discover } from '../../../src/conformance/targets/discover.js'
import type { Target } from '../../../src/conformance/targets/target.js'
import type { WireRequest } from '../../../src/conformance/wire/exchange.js'
import type { RawResponse, Transport } from '../../../src/conformance/wire/transport.js'

/** Passes a request on to the mock. */
export type Pass = (request: WireRequest) => Promise<RawResponse>

/** Answers a request, mostly by what the mock answers. */
export type Intermediary = (request: WireRequest, pass: Pass) => Promise<RawResponse>

/** Milliseconds for one answer. */
const timeoutMs = 10_000

/** One way in which a server can be wrong. */
export interface ServerMutant {
  readonly id: string
  /** What it does. */
  readonly title: string
  /** The checks that are there to notice; others that see it too stand in matrix.json. */
  readonly caughtBy: readonly [string, ...string[]]
  /** One for each server, as it may remember what passed. */
  start(): Intermediary
  /** How fast its clock goes: at half speed everything lives twice as long. */
  readonly clockSpeed?: number
}

/** The target, broken, and discovered anew. */
export const breakTarget = async (
  target: Target,
  mutant: Pick<ServerMutant, 'start' | 'clockSpeed'>,
): Promise<Target> => {
  const intermediary = mutant.start()
  const { own, advance } = target
  const transport: Transport = {
    send: (request, options) => intermediary(request, (passed) => target.transport.send(passed, options)),
    close: () => target.transport.close(),
  }
  const { metadata } = await discover(transport, target.summary.issuer, timeoutMs)
  return {
    ...target,
    metadata,
    transport,
    ...(own && { own: async () => breakTarget(await own(), mutant) }),
    ...(advance && { advance: (seconds) => advance(Math.round(seconds * (mutant.clockSpeed ?? 1))) }),
  }
}
