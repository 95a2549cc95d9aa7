// Rule 3, second half: wrong client secrets are harmless but noisy, so a run sends only so many for each client.
import type { TestApp } from '../../targets/settings.js'
import type { WireRequest } from '../exchange.js'
import { basicCredentials, bodyParams } from '../form.js'
import { QuotaUsed } from '../wire.js'
import type { Rule } from './rule.js'

const sentSecret = (request: WireRequest): readonly [id: string, secret: string] | undefined => {
  const params = bodyParams(request)
  const secret = params.get('client_secret')
  return basicCredentials(request) ?? (secret === undefined ? undefined : [params.get('client_id') ?? '', secret])
}

/** @param allowed for one client; undefined: as many as a check likes */
export const fewWrongSecrets = (apps: readonly TestApp[], allowed: number | undefined): Rule => {
  const wrong = new Map<string, number>()
  return {
    before: (request) => {
      const sent = allowed === undefined ? undefined : sentSecret(request)
      if (sent === undefined || allowed === undefined) return
      const [id, secret] = sent
      const app = apps.find(({ clientId }) => clientId === id)
      if (app?.clientSecret === undefined || app.clientSecret === secret) return
      const total = (wrong.get(id) ?? 0) + 1
      wrong.set(id, total)
      if (total > allowed) throw new QuotaUsed(`a run sends at most ${allowed} wrong secrets for one client`)
    },
  }
}
