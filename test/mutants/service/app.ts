// A correct service app, written to be broken in one place at a time. It speaks the adapter protocol.
import type { Reply, Request, ServiceConfiguration } from '../../../src/conformance/clients/adapter/protocol.js'
import { Rejection } from '../clients/rejection.js'
import type { Flaws } from './flaws.js'
import { createProofs } from './proofs.js'
import { createTokens, many, pauseOf, type Time, type Token } from './tokens.js'

const createInstance = (configuration: ServiceConfiguration, flaws: Flaws, time: Time) => {
  const { api, dpop } = configuration
  const proofs = createProofs(configuration, flaws, time.now)
  const tokens = createTokens(configuration, { flaws, time, proofs })

  const send = async ({ value }: Token): Promise<Response> => {
    const target = flaws.has('token-in-url-too') ? `${api}&access_token=${value}` : api
    return fetch(target, {
      headers: {
        authorization: `${dpop ? 'DPoP' : 'Bearer'} ${value}`,
        ...(dpop && { dpop: await proofs.dpop('GET', api, undefined, value) }),
      },
      redirect: 'error',
    })
  }

  const call = async (): Promise<void> => {
    let token = await tokens.get()
    let renewals = 0
    let waits = 0
    let forbidden = 0
    for (;;) {
      const response = await send(token)
      const { status } = response
      if (status === 401 && flaws.has('takes-401-for-data')) return
      if (status === 401 && renewals < (flaws.has('renewals-without-end') ? many : 1)) {
        if (flaws.has('no-renewal-after-401')) throw new Rejection('other', '401')
        renewals += 1
        token = await tokens.replace(token)
      } else if (status === 429 && waits < 2) {
        waits += 1
        await time.wait(pauseOf(response, time, flaws))
      } else if (status === 403 && forbidden < 1 && flaws.has('tries-again-after-403')) {
        forbidden += 1
      } else if (status === 403 && forbidden < 1 && flaws.has('renews-after-403')) {
        forbidden += 1
        token = await tokens.replace(token)
      } else if (status === 200) {
        if (Array.isArray(await response.json())) return
        throw new Rejection('other', 'no list')
      } else throw new Rejection('other', `the API answers ${status}`)
    }
  }
  return { call }
}

/** Waits so many seconds, by moving the app's clock or really. */
type Wait = (seconds: number, moveClock: (seconds: number) => void) => Promise<void>

export const createServiceApp = (flaws: Flaws, wait: Wait) => {
  const instances = new Map<string, ReturnType<typeof createInstance>>()
  let offset = 0
  const time: Time = {
    now: () => Math.floor(Date.now() / 1000) + offset,
    wait: (seconds) =>
      wait(seconds, (moved) => {
        offset += moved
      }),
  }
  return async (request: Request): Promise<Omit<Reply, 'id'>> => {
    switch (request.op) {
      case 'hello':
        return { ok: true, name: 'reference service', version: '1', ops: ['configureService', 'callApi', 'clock'] }
      case 'configureService':
        instances.set(request.session, createInstance(request, flaws, time))
        return { ok: true }
      case 'clock':
        offset = request.offsetSeconds
        return { ok: true }
      case 'callApi': {
        const instance = instances.get(request.session)
        if (instance === undefined) return { ok: false, error: 'not configured' }
        try {
          await Promise.all(Array.from({ length: request.times }, () => instance.call()))
          return { ok: true, outcome: 'accepted' }
        } catch (error) {
          const [reason, message] =
            error instanceof Rejection ? [error.reason, error.message] : ['network', String(error)]
          return { ok: true, outcome: 'rejected', error: { reason, message } }
        }
      }
      default:
        return { ok: false, error: `${request.op} is not offered` }
    }
  }
}
