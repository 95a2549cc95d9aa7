// Whatever an endpoint does, there is an answer.
import type { Deps } from '../deps.js'
import type { Answer, Ask, Endpoint } from '../exchange.js'
import type { Log } from '../log.js'
import { Refusal } from '../refusal.js'

const answerError = async (
  error: unknown,
  broken: (cause: unknown) => Endpoint,
  ask: Ask,
  deps: Deps,
  log: Log,
): Promise<Answer> => {
  if (error instanceof Refusal) {
    ask.trace.refusal = error
    return error.answer(deps.random)
  }
  log.error({ err: error, requestId: ask.requestId }, `${ask.method} ${ask.path} failed: this is a defect of mockta`)
  try {
    return await broken(error)(ask, deps)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return refusal.answer(deps.random)
  }
}

/** Refusals answer in their own shape, anything else as `broken` says, and is logged whole. */
export const answerAnyhow = async (
  endpoint: Endpoint,
  broken: (cause: unknown) => Endpoint,
  ask: Ask,
  deps: Deps,
  log: Log,
): Promise<Answer> => {
  try {
    const answer = endpoint(ask, deps)
    return answer instanceof Promise ? await answer : answer
  } catch (error) {
    return answerError(error, broken, ask, deps, log)
  }
}
