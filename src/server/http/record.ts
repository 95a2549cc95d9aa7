// Tells the journal and the log what was answered, and why it was refused.
import type { Answer, Ask, Params } from '../exchange.js'
import type { Entry, Journal } from '../journal.js'
import type { Log } from '../log.js'

/** Never written down, not even by a mock: people type real passwords into the wrong page. */
const hidden: ReadonlySet<string> = new Set([
  'credentials.passcode',
  'answer',
  'password',
  'oldPassword',
  'newPassword',
  'confirmPassword',
])

const readable = (query: Params, form: Params | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries([...query, ...(form ?? [])].map(([name, value]) => [name, hidden.has(name) ? '(hidden)' : value]))

/** What the client showed in headers. An API token is as good as a password. */
const shown = ({ authorization, dpop }: Ask['headers']): Pick<Entry, 'headers'> =>
  authorization === undefined && dpop === undefined
    ? {}
    : {
        headers: {
          ...(authorization !== undefined && { authorization: authorization.replace(/^(ssws) .*/i, '$1 (hidden)') }),
          ...(dpop !== undefined && { dpop }),
        },
      }

const nonceIn = ({ headers }: Answer): Pick<Entry, 'dpopNonce'> => {
  const dpopNonce = headers?.['dpop-nonce']
  return typeof dpopNonce === 'string' ? { dpopNonce } : {}
}

/** One journal entry and one log line a request. `time` is epoch seconds by the org's clock. */
export const record = (ask: Ask, answer: Answer, time: number, journal: Journal, log: Log): void => {
  const { method, path, requestId, trace, query, body } = ask
  const { status } = answer
  const { clientId, user, decision, refusal, notes, issued } = trace
  const form = body.kind === 'form' ? body.params : undefined
  journal.add(() => ({
    time: new Date(time * 1000).toISOString(),
    requestId,
    method,
    path,
    parameters: readable(query, form),
    ...(query.size > 0 && { inUrl: [...query.keys()] }),
    ...shown(ask.headers),
    status,
    ...nonceIn(answer),
    ...(clientId !== undefined && { clientId }),
    ...(user !== undefined && { user }),
    ...(decision !== undefined && { decision }),
    ...(refusal && { refusal: { rule: refusal.rule, source: refusal.source, reason: refusal.reason } }),
    notes,
    issued,
  }))

  const line = `${method} ${path} ${status}`
  const fields = { requestId, ...(clientId !== undefined && { clientId }), ...(user !== undefined && { user }) }
  for (const note of notes) log.warn({ ...fields }, `${line} note: ${note}`)
  if (refusal) log.warn({ ...fields, rule: refusal.rule }, `${line} refused (${refusal.rule}): ${refusal.reason}`)
  else log.info(fields, decision === undefined ? line : `${line} ${decision}`)
}
