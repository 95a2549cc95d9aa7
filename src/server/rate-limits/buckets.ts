// Which requests count together, and how many of them a minute holds: the most specific bucket wins (S-611).
import type { RateLimits } from '../org/org.js'

/** Requests that are counted together. */
export interface Bucket {
  readonly name: string
  /** Requests a minute of the whole org. */
  readonly limit: number
  /** Of these, what one app or API token may take. */
  readonly appLimit: number
  /** Whether a request too many is refused. */
  readonly enforced: boolean
}

/** Finds the bucket of a request; undefined where nothing is counted. */
export type BucketOf = (method: string, path: string) => Bucket | undefined

/**
 * As last published for the Integrator Free Plan, which a new developer org has (S-612). A path holds for itself and for
 * everything below it, with `$` only for itself; `{}` is one segment; `undefined` is not limited (S-613).
 */
const published: readonly (readonly [path: string, limit: number | undefined])[] = [
  ['/', 1000],
  ['/.well-known/openid-configuration', undefined],
  ['/.well-known/oauth-authorization-server', undefined],
  ['/api/v1', 100],
  ['/api/v1/authn', 100],
  ['/api/v1/authn/factors/{}/verify', 100],
  ['/api/v1/sessions', 100],
  ['GET,POST /api/v1/users$', 100],
  ['GET /api/v1/users/{}$', 100],
  ['POST,PUT,DELETE /api/v1/users/{}$', 100],
  ['/api/v1/groups', 100],
  ['/api/v1/groups/{}$', 100],
  ['/api/v1/apps', 20],
  ['/api/v1/apps/{}$', 100],
  ['/api/v1/logs', 20],
  ['/oauth2', 100],
  ['/oauth2/v1', 300],
  ['/oauth2/v1/authorize', 300],
  ['/oauth2/v1/token', 300],
  ['/oauth2/v1/clients', 25],
  ['/oauth2/v1/keys', undefined],
  ['/oauth2/{}/v1', 300],
  ['/oauth2/{}/v1/authorize', 300],
  ['/oauth2/{}/v1/token', 300],
  ['/oauth2/{}/v1/keys', undefined],
  ['/oauth2/{}/.well-known', undefined],
  ['/idp/idx', 100],
  ['/idp/idx/identify', 100],
  ['/idp/idx/introspect', 150],
  ['/login/login.htm', 100],
  ['/login/token/redirect', 100],
]

interface Entry {
  readonly methods: ReadonlySet<string> | undefined
  readonly segments: readonly string[]
  readonly exact: boolean
  /** Undefined: not counted. */
  readonly bucket: Bucket | undefined
}

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '')

const toEntry = (name: string, bucket: Entry['bucket']): Entry => {
  const [path = '', methods] = name.split(' ').reverse()
  return {
    methods: methods === undefined ? undefined : new Set(methods.split(',')),
    segments: segmentsOf(path.replace(/\$$/, '')),
    exact: path.endsWith('$'),
    bucket,
  }
}

const isPlaceholder = (segment: string): boolean => segment.startsWith('{')

const covers = ({ methods, segments, exact }: Entry, method: string, path: readonly string[]): boolean =>
  (exact ? path.length === segments.length : path.length >= segments.length) &&
  (methods === undefined || methods.has(method)) &&
  segments.every((segment, index) => segment === path[index] || isPlaceholder(segment))

/** Longer paths first, then paths with fewer placeholders, then those for themselves only. */
const moreSpecific = (a: Entry, b: Entry): number =>
  b.segments.length - a.segments.length ||
  a.segments.filter(isPlaceholder).length - b.segments.filter(isPlaceholder).length ||
  Number(b.exact) - Number(a.exact)

/** So many paths are remembered; ids in paths make them many. */
const memory = 1000

const own = ([name, limit]: readonly [string, number]): Entry =>
  toEntry(name, { name, limit, appLimit: limit, enforced: true })

/** An app or an API token may take half of what its org may (S-614). */
const asPublished =
  (enforced: boolean) =>
  ([name, limit]: (typeof published)[number]): Entry =>
    toEntry(name, limit === undefined ? undefined : { name, limit, appLimit: Math.ceil(limit / 2), enforced })

/** `on` enforces the published buckets; a map enforces what it lists; anything else is counted and never refused. */
export const createBuckets = (limits: RateLimits): BucketOf => {
  const configured = typeof limits === 'string' ? [] : Object.entries(limits)
  const entries = [
    ...configured.map(own).sort(moreSpecific),
    ...published.map(asPublished(limits === 'on')).sort(moreSpecific),
  ]
  const known = new Map<string, Bucket | undefined>()
  return (method, path) => {
    const key = `${method} ${path}`
    if (known.has(key)) return known.get(key)
    const segments = segmentsOf(path)
    const bucket = entries.find((entry) => covers(entry, method, segments))?.bucket
    if (known.size >= memory) known.clear()
    known.set(key, bucket)
    return bucket
  }
}
