// Who is signed in to a web app: a URL that tells, read as the settings say.
import type { WireResponse } from '../../wire/exchange.js'
import type { Outcome } from '../driver.js'

/** How a response looks. `json` is a path to the user's marker: `$.email`, `$.user.sub`. */
export interface Looks {
  readonly status?: number | readonly number[]
  readonly json?: string
  /** A regular expression over the body; its first group is the user's marker. */
  readonly text?: string
}

/** Where to ask, and how to read the answer. */
export interface ProbeSettings {
  readonly url: string
  /** Where `url` is guessed: where else somebody may be named. */
  readonly others?: readonly string[]
  readonly signedIn: Looks
  readonly signedOut: Looks
}

/** What of a response is looked at. */
type Answer = Pick<WireResponse, 'status' | 'text' | 'json'>

const statuses = (status: Looks['status']): readonly number[] | undefined =>
  typeof status === 'number' ? [status] : status

const valueAt = (value: unknown, path: string): unknown =>
  path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter((step) => step !== '')
    .reduce((at: unknown, step) => (Object(at) as Record<string, unknown>)[step], value)

/** The marker, `true` where there is none to read; undefined where the response looks otherwise. */
const read = (response: Answer, looks: Looks): string | true | undefined => {
  const wanted = statuses(looks.status)
  if (wanted && !wanted.includes(response.status)) return undefined
  if (looks.json !== undefined) {
    const value = valueAt(response.json, looks.json)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  if (looks.text !== undefined) {
    const match = new RegExp(looks.text).exec(response.text)
    return match ? (match[1] ?? true) : undefined
  }
  return wanted ? true : undefined
}

/** What a probe's response says. Both or neither look: undecided. */
export const readProbe = (response: Answer, { signedIn, signedOut }: ProbeSettings): Outcome => {
  const user = read(response, signedIn)
  const out = read(response, signedOut)
  if (user !== undefined && out === undefined) return { kind: 'signed-in', user: user === true ? '' : user }
  if (user === undefined && out !== undefined) return { kind: 'rejected' }
  const what = user === undefined ? 'neither signed in nor signed out' : 'both signed in and signed out'
  return { kind: 'undecided', what: `the probe answered ${response.status} and looks ${what}` }
}
