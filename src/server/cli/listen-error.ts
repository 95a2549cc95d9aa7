// Why an address could not be listened on, in words that name the flag to change.
import type { ServeOptions } from '../config/options.js'
import { UsageError } from '../config/usage-error.js'

type Addresses = Pick<ServeOptions, 'host' | 'port' | 'adminHost' | 'adminPort'>

/** Node's error; `port` and `address` where the socket failed, `hostname` where the name did. */
type ListenError = NodeJS.ErrnoException & {
  readonly port?: number
  readonly address?: string
  readonly hostname?: string
}

const explanations: Readonly<Record<string, (error: ListenError, admin: '' | 'admin-') => string>> = {
  EADDRINUSE: ({ address, port }, admin) =>
    `port ${port} of ${address} is taken: choose another one with --${admin}port, 0 takes any free one`,
  EACCES: ({ port }, admin) => `port ${port} needs more rights: choose one above 1023 with --${admin}port`,
  EADDRNOTAVAIL: ({ address }, admin) => `this machine does not have the address ${address}: see --${admin}host`,
  ENOTFOUND: ({ hostname }, admin) => `there is no host ${hostname}: see --${admin}host`,
  EAI_AGAIN: ({ hostname }, admin) => `the host ${hostname} could not be looked up: see --${admin}host`,
}

/** A `UsageError` where the command line is to blame, else the error itself. */
export const explainListenError = (error: unknown, { host, port, adminHost, adminPort }: Addresses): unknown => {
  if (!(error instanceof Error)) return error
  const failure: ListenError = error
  const explain = explanations[failure.code ?? '']
  if (explain === undefined) return error
  const isMain = failure.port === undefined ? failure.hostname === host : failure.port === port
  const isAdmin = failure.port === undefined ? failure.hostname === adminHost : failure.port === adminPort
  return new UsageError(explain(failure, isAdmin && !isMain ? 'admin-' : ''), { cause: error })
}
