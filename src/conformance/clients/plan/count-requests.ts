// How much a run of client checks would ask of a real org: the checks run between a client and an org on paper.
import type { ClientCheck } from '../../client-checks/client-check.js'
import { planReal, type RealOptions } from '../../targets/real.js'
import type { SignIn } from '../../targets/target.js'
import { findUser } from '../../targets/user-roles.js'
import type { DriverAbility } from '../driver.js'
import type { ClientFile } from '../file/read-client-file.js'
import { readRegistration } from '../org/registration.js'
import { runClientChecks } from '../run-client.js'
import { createPaperClient } from './paper-client.js'
import { createPaperOrg } from './paper-org.js'

/** What would be asked, and what may be. */
export interface RequestCount {
  /** `GET /oauth2/v1/authorize` to how often. */
  readonly requests: ReadonlyMap<string, number>
  readonly total: number
  readonly budget: number
  /** At the pace that the rules allow. */
  readonly seconds: number
}

const authorize = 'GET /oauth2/v1/authorize'

/** What one person's sign-in takes, by the way that people take. */
const signInTakes: Readonly<Record<SignIn['by'], readonly string[]>> = {
  'session-token': ['POST /api/v1/authn', authorize],
  'kept-cookies': [authorize],
  page: [authorize, 'the sign-in page', 'POST of its form'],
}

const abilitiesOf = ({ content: { client } }: ClientFile): ReadonlySet<DriverAbility> => {
  const told = client as Readonly<Record<string, unknown>>
  const named = { logout: 'logout', refresh: 'refresh', returnTo: 'return-to' } as const
  return new Set<DriverAbility>([
    ...(Object.keys(named) as (keyof typeof named)[]).flatMap((key) => (told[key] === undefined ? [] : [named[key]])),
    ...(told.userinfo === true ? (['userinfo'] as const) : []),
    ...(client.kind === 'web' ? (['cookies'] as const) : []),
  ])
}

/** Undefined for a service app: it asks the org by itself, and the kit does not. @throws UsageError */
export const countRequests = async (
  file: ClientFile,
  checks: readonly ClientCheck[],
  options: RealOptions,
): Promise<RequestCount | undefined> => {
  const { client } = file.content
  if (client.kind === 'service') return undefined
  const { issuer, settings, signIn, policy } = await planReal(options)
  const { clientId, redirectUri, authMethod, scopes } = readRegistration(file)
  const requests = new Map<string, number>()
  const second = settings.apps.find((app) => app.clientId !== clientId && app.redirectUris.includes(redirectUri))
  const org = createPaperOrg({
    issuer,
    clientId,
    ...(second && { secondClientId: second.clientId }),
    hasSecondUser: findUser(settings.users, 'second-user') !== undefined,
    asked: (silently) => {
      for (const name of silently ? [authorize] : signInTakes[signIn.by]) {
        requests.set(name, (requests.get(name) ?? 0) + 1)
      }
    },
  })
  const driver = createPaperClient(
    {
      surface: client.kind,
      redirectUri,
      responseType: ('response_type' in client ? client.response_type : undefined) ?? 'code',
      pkce: ('pkce' in client ? client.pkce : undefined) ?? true,
      confidential: authMethod !== 'none',
      scopes,
      abilities: abilitiesOf(file),
    },
    org,
  )
  const levels = new Set(['O', 'Q', 'F'] as const)
  await runClientChecks({ checks, driver, org: org.side, levels, seed: 'plan', signal: new AbortController().signal })
  return {
    requests,
    total: [...requests.values()].reduce((sum, count) => sum + count, 0),
    budget: policy.requests ?? Number.POSITIVE_INFINITY,
    seconds: requests.get(authorize) ?? 0,
  }
}
