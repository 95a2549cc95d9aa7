// Gives back what a run was given: every token it obtained is revoked, however the run ended.
import { randomUUID } from 'node:crypto'
import type { RunState } from './run-state.js'
import type { TestApp } from './targets/settings.js'
import { credentialsOf } from './toolkit/client-auth.js'
import type { ObtainedToken } from './wire/obtained.js'
import type { Wire } from './wire/wire.js'

/** How it went. */
export interface CleanedUp {
  readonly revoked: number
  /** They die on their own at the end of their lifetime. */
  readonly left: number
  /** Apps, people and groups of --provision. */
  readonly removed?: number
}

const revoke = async (token: ObtainedToken, app: TestApp, url: string, wire: Wire, now: number): Promise<boolean> => {
  const credentials = await credentialsOf(app.authMethod, { app, audience: url, now, id: randomUUID() })
  const form = new URLSearchParams({ token: token.token, token_type_hint: token.kind })
  for (const [name, value] of credentials.params) form.append(name, value)
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...credentials.headers }
  const { status } = await wire.send({ method: 'POST', url, headers, body: form.toString() }, 'setup')
  return status === 200
}

/** @param wire one whose rules let the run end even when its budget is used up */
export const revokeObtained = async ({ target, obtained, now }: RunState, wire: Wire): Promise<CleanedUp> => {
  const url = target.metadata.find('revocation')
  let revoked = 0
  let left = 0
  for (const token of obtained.all()) {
    const app = target.settings.apps.find(({ clientId }) => clientId === token.clientId)
    // One that cannot be revoked is no reason to keep the others.
    const done = app && url !== undefined && (await revoke(token, app, url, wire, now()).catch(() => false))
    if (done) revoked += 1
    else left += 1
  }
  return { revoked, left }
}
