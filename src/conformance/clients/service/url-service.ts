// A service app that runs, and does a piece of its work when a URL is asked for.
import type { Wire } from '../../wire/wire.js'
import { Unreachable } from '../../wire/wire.js'
import type { ServiceDriver, WorkOutcome } from './service-driver.js'

/** An app by URL. */
export interface UrlService {
  readonly name: string
  /** Asked for by GET. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret?: string
  readonly scopes?: readonly string[]
}

/** 2xx: it went well. 500 is what frameworks say of an exception that nobody caught. */
const toOutcome = (status: number): WorkOutcome => {
  if (status >= 200 && status < 300) return { kind: 'done' }
  if (status === 500) return { kind: 'broken', what: 'the app answers 500' }
  return { kind: 'failed', reason: `the app answers ${status}` }
}

/** @param wire whose hosts include the app's */
export const createUrlService = ({ url, ...about }: UrlService, wire: Wire): ServiceDriver => {
  const work = async (): Promise<WorkOutcome> => {
    try {
      const { status } = await wire.send({ method: 'GET', url })
      return toOutcome(status)
    } catch (error) {
      if (error instanceof Unreachable) return { kind: 'broken', what: `the app does not answer: ${error.message}` }
      throw error
    }
  }
  return {
    surface: 'service',
    ...about,
    memory: 'app',
    open: async () => ({
      work,
      workAtOnce: (times) => Promise.all(Array.from({ length: times }, work)),
      close: async () => {},
    }),
    close: async () => {},
  }
}
