// Tells the journal and the log what was answered, and why it was refused.
import type { Answer, Ask, Params } from '../exchange.js'
import type { Journal } from '../journal.js'
import type { Log } from '../log.js'

/** Never written down, not even by a mock: people type real passwords into the wrong page. */
const hidden: ReadonlySet<string> = new Set(['credentials.passcode', 'answer', 'password'])

const readable = (query: Params, form: Params | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries([...query, ...(form ?? [])].map(([name, value]) => [name, hidden.has(name) ? '(hidden)' : value]))

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
    status,
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
