// Gives back what a run was given: every token it obtained is revoked, however the run ended.
import { randomUUID } from 'node:crypto'
import type { Metadata } from './targets/metadata.js'
import type { TestApp } from './targets/settings.js'
import { credentialsOf } from './toolkit/client-auth.js'
import type { Obtained, ObtainedToken } from './wire/obtained.js'
import type { Wire } from './wire/wire.js'

/** How it went. */
export interface CleanedUp {
  readonly revoked: number
  /** They die on their own at the end of their lifetime. */
  readonly left: number
  /** Apps, people and groups of --provision. */
  readonly removed?: number
}

/** An app as far as it has to prove itself. */
type Credentialed = Pick<TestApp, 'clientId' | 'clientSecret' | 'privateKey' | 'authMethod'>

/** What was given to whom, and where it is given back. */
interface Given {
  readonly metadata: Metadata
  readonly apps: readonly Credentialed[]
  readonly obtained: Obtained
  /** Epoch seconds. */
  readonly now: () => number
}

/** Nobody revokes a token without the secret or key of the app that it was given to (RFC 7009 2.1). */
const canProve = ({ authMethod, clientSecret, privateKey }: Credentialed): boolean =>
  authMethod === 'none' || (authMethod === 'private_key_jwt' ? privateKey : clientSecret) !== undefined

const revoke = async (
  token: ObtainedToken,
  app: Credentialed,
  url: string,
  wire: Wire,
  now: number,
): Promise<boolean> => {
  const credentials = await credentialsOf(app.authMethod, { app, audience: url, now, id: randomUUID() })
  const form = new URLSearchParams({ token: token.token, token_type_hint: token.kind })
  for (const [name, value] of credentials.params) form.append(name, value)
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...credentials.headers }
  const { status } = await wire.send({ method: 'POST', url, headers, body: form.toString() }, 'setup')
  return status === 200
}

/** Milliseconds for giving tokens back. */
export const cleanUpMs = 30_000

/** @param wire one whose rules let the run end even when its budget is used up */
export const revokeObtained = async ({ metadata, apps, obtained, now }: Given, wire: Wire): Promise<CleanedUp> => {
  const url = metadata.find('revocation')
  let revoked = 0
  let left = 0
  for (const token of obtained.all()) {
    const app = apps.find((one) => one.clientId === token.clientId && canProve(one))
    // One that cannot be revoked is no reason to keep the others.
    const done = app && url !== undefined && (await revoke(token, app, url, wire, now()).catch(() => false))
    if (done) revoked += 1
    else left += 1
  }
  return { revoked, left }
}
