// GET and POST /callback: where the printed authorize URL ends, showing what arrived.

import type { JournalEntry } from '../controls/admin.js'
import type { Deps } from '../deps.js'
import type { Ask, Endpoint } from '../exchange.js'
import { type Arrived, type CodeOwner, callbackPage } from '../pages/callback-page.js'
import { fragmentHeader } from '../pages/callback-script.js'

const readArrived = ({ query, body, headers }: Ask): Pick<Arrived, 'how' | 'params'> =>
  body.kind === 'form'
    ? { how: headers[fragmentHeader] === 'fragment' ? 'fragment' : 'form', params: body.params }
    : { how: 'query', params: query }

/** Why the request with this `state` was refused. */
const findReason = (params: Arrived['params'], journal: readonly JournalEntry[]): string | undefined =>
  params.has('error')
    ? journal.findLast(({ refusal, parameters }) => refusal && parameters.state === params.get('state'))?.refusal
        ?.reason
    : undefined

const findOwner = (code: string | undefined, journal: readonly JournalEntry[], deps: Deps): CodeOwner | undefined => {
  const isThis = ({ issued }: JournalEntry): boolean =>
    issued.some(({ kind, value }) => kind === 'code' && value === code)
  return deps.org.findApp(journal.findLast(isThis)?.clientId ?? '')
}

/** @param readJournal what the org has answered so far @param adminUrl where this page is, for the redirect URI of a code */
export const createCallback =
  (readJournal: () => readonly JournalEntry[], adminUrl: string): Endpoint =>
  (ask, deps) => {
    const { how, params } = readArrived(ask)
    const journal = readJournal()
    const reason = findReason(params, journal)
    const owner = findOwner(params.get('code'), journal, deps)
    return {
      status: 200,
      ...callbackPage({
        how,
        params,
        ...(reason !== undefined && { reason }),
        ...(owner && { owner }),
        orgUrl: deps.url,
        callbackUrl: `${adminUrl}/callback`,
        now: deps.now(),
        nonce: deps.random.bytes(16).toString('base64url'),
      }),
    }
  }
