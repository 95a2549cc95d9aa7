// Counts requests a minute, bucket by bucket, and says so in the headers of every answer.
import type { Deps } from '../deps.js'
import type { Ask } from '../exchange.js'
import { type Bucket, type BucketOf, createBuckets } from './buckets.js'
import { createUsernames, type NamedTooOften } from './usernames.js'

/** Why a request is one too many. */
export type Exceeded = NamedTooOften | { readonly kind: 'bucket'; readonly name: string; readonly limit: number }

/** A request that was counted. */
export interface Count {
  readonly exceeded?: Exceeded
  /** @param rule the catalogue's name of the refusal that answers the request, if one does */
  headers(rule: string | undefined): Readonly<Record<string, string>>
}

/** The counters of one org. */
export interface RateLimiter {
  count(ask: Ask, deps: Deps): Count
  /** Everything back to the start. */
  clear(): void
}

/** A window starts with the first request of its bucket (S-611). */
const windowSeconds = 60

interface Window {
  readonly startedAt: number
  used: number
}

/** Whoever calls these is an app. */
const appEndpoint =
  /^\/oauth2\/([^/]+\/)?v1\/(token|introspect|revoke|par|device\/authorize|bc\/authorize|challenge|(oob|primary)-authenticate)$/

const limitFor = ({ limit, appLimit }: Bucket, { headers, path }: Ask): number =>
  headers.authorization !== undefined || appEndpoint.test(path) ? appLimit : limit

/** A request whose client does not exist was no request (S-616). */
const notCounted: ReadonlySet<string> = new Set(['clientUnknown', 'clientUnknownByBasic'])

const uncounted: Count = { headers: () => ({}) }

/** Whether the window is over. The clock may have been moved either way. */
const isOver = ({ startedAt }: Window, now: number): boolean => now >= startedAt + windowSeconds || now < startedAt

/** Counters that are all at zero. */
export const createRateLimiter = (): RateLimiter => {
  const windows = new Map<string, Window>()
  const usernames = createUsernames()
  let limits: unknown
  let bucketOf: BucketOf = () => undefined

  const windowOf = ({ name, enforced }: Bucket, limit: number, now: number): Window => {
    const current = windows.get(name)
    // What is not enforced must not run out either: some clients slow down before they are told to.
    const stays = current && !isOver(current, now) && (enforced || current.used + 1 < limit)
    if (stays) return current
    const fresh = { startedAt: now, used: 0 }
    windows.set(name, fresh)
    return fresh
  }

  return {
    count: (ask, { org, now }) => {
      if (org.rateLimits !== limits) {
        limits = org.rateLimits
        bucketOf = createBuckets(org.rateLimits)
        windows.clear()
      }
      const bucket = ask.method === 'OPTIONS' ? undefined : bucketOf(ask.method, ask.path)
      if (bucket === undefined) return uncounted

      const limit = limitFor(bucket, ask)
      const window = windowOf(bucket, limit, now())
      const empty = window.used >= limit
      if (!empty) window.used += 1
      const named = !empty && limits === 'on' ? usernames.count(ask, now()) : undefined
      const exceeded: Exceeded | undefined = empty ? { kind: 'bucket', name: bucket.name, limit } : named
      return {
        ...(exceeded && { exceeded }),
        headers: (rule) => {
          if (rule !== undefined && notCounted.has(rule)) window.used -= 1
          return {
            'x-rate-limit-limit': String(limit),
            'x-rate-limit-remaining': String(Math.max(0, limit - window.used)),
            'x-rate-limit-reset': String(window.startedAt + windowSeconds),
          }
        },
      }
    },
    clear: () => {
      windows.clear()
      usernames.clear()
    },
  }
}
