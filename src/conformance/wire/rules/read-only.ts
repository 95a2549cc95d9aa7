// Rule 2: the org's objects are not touched; with --provision only those that this run made.
import type { WireRequest } from '../exchange.js'
import type { Policy } from '../policy.js'
import { RuleBroken } from '../wire.js'
import type { Rule } from './rule.js'

/** What this run made on the org. */
export interface Made {
  /** In the label or name of everything it makes: `conformance-<run>`. */
  readonly tag: string
  /** Ids, each written to the run's journal before it is used. */
  readonly ids: ReadonlySet<string>
}

/** Signing in is no reading of objects. */
const signIn = /^\/api\/v1\/authn(\/factors\/[^/]+\/verify)?$/
const management = /^\/(api|oauth2\/v1\/clients)(\/|$)/

const refuse = (method: string, path: string, why: string): never => {
  throw new RuleBroken('read-only', `${method} ${path}: ${why}`)
}

const collection = /^\/api\/v1\/(apps|groups|users)$/
/** `/api/v1/apps/0oa…/groups/00g…`: the object that is changed, and the one that it is tied to. */
const object = /^\/(?:api\/v1\/(?:apps|groups|users)|oauth2\/v1\/clients)\/([^/]+)(?:\/(?:groups|users|apps)\/([^/]+))?/

const checkProvisioning = ({ method, body = '' }: WireRequest, path: string, { tag, ids }: Made): void => {
  if (method === 'GET') return
  const [, changed, tied] = object.exec(path) ?? []
  const touches = changed !== undefined && ids.has(changed) && (tied === undefined || ids.has(tied))
  const creates = method === 'POST' && collection.test(path) && body.includes(tag)
  if (!touches && !creates) refuse(method, path, 'it is not something that this run made')
}

/** @param api what the policy allows */
export const readOnly = (api: Policy['api'], made: Made): Rule => ({
  before: (request) => {
    const { pathname } = new URL(request.url)
    const { method } = request
    if (api === 'free') return
    if (management.test(pathname) && !signIn.test(pathname)) {
      if (api === 'none') refuse(method, pathname, "the org's API is used only with --provision")
      checkProvisioning(request, pathname, made)
    } else if (!['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method)) {
      refuse(method, pathname, 'only GET, HEAD, POST and OPTIONS are sent to an org')
    }
  },
})
