// --provision: apps and people of this run alone, made on an org before the checks and removed after them.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { TestApp, TestUser } from '../targets/settings.js'
import { members, textMember } from '../wire/exchange.js'
import type { Wire } from '../wire/wire.js'
import { brokenJournals, journalFolder, type Kind, openJournal } from './journal.js'
import { collectionOf, createOrgApi, Refused } from './org-api.js'
import type { PlannedApp, PlannedUser, ProvisionPlan } from './plan.js'
import { removeNoted } from './remove.js'

/** What became of it at the end. */
export interface GivenBack {
  readonly removed: number
  /** `app conformance-…`: still on the org. */
  readonly left: readonly string[]
}

/** What was made. */
export interface Provisioned {
  readonly apps: readonly TestApp[]
  readonly users: readonly TestUser[]
  /** What the org did not let the API token make. */
  readonly refusals: readonly string[]
  /** Removes all of it, once. */
  giveBack(): Promise<GivenBack>
}

interface Provisioning {
  readonly plan: ProvisionPlan
  readonly issuer: string
  readonly apiToken: string
  /** The person's home: the journals are there. */
  readonly home: string
  /** `conformance-<run>`, in the name of everything. */
  readonly tag: string
  /** Grows with what is made; the wire refuses to touch anything else. */
  readonly ids: Set<string>
  readonly wire: Wire
}

/** A tag that no other run has. */
export const createTag = (): string => `conformance-${randomBytes(5).toString('hex')}`

/** Long, with every kind of character that a password policy may ask for. */
const createPassword = (): string => `Aa1!${randomBytes(18).toString('base64url')}`

const responseTypesOf = ({ grantTypes }: TestApp): readonly string[] => [
  ...(grantTypes.includes('authorization_code') ? ['code'] : []),
  ...(grantTypes.includes('implicit') ? ['id_token', 'token'] : []),
  ...(grantTypes.includes('client_credentials') ? ['token'] : []),
]

const appBody = ({ app, publicKey }: PlannedApp, label: string): object => {
  const leads = app.redirectUris.length > 0
  return {
    name: 'oidc_client',
    label,
    signOnMode: 'OPENID_CONNECT',
    credentials: {
      oauthClient: { token_endpoint_auth_method: app.authMethod, ...(leads && { pkce_required: app.pkceRequired }) },
    },
    settings: {
      oauthClient: {
        application_type: app.applicationType,
        grant_types: app.grantTypes,
        response_types: responseTypesOf(app),
        dpop_bound_access_tokens: app.dpopBound,
        ...(leads && { redirect_uris: app.redirectUris, consent_method: app.consentRequired ? 'REQUIRED' : 'TRUSTED' }),
        ...(app.postLogoutRedirectUris.length > 0 && { post_logout_redirect_uris: app.postLogoutRedirectUris }),
        ...(app.grantTypes.includes('refresh_token') && {
          refresh_token: { rotation_type: app.rotatesRefreshTokens ? 'ROTATE' : 'STATIC', leeway: 30 },
        }),
        ...(publicKey && { jwks: { keys: [publicKey] } }),
      },
    },
  }
}

const userBody = ({ profile }: PlannedUser, login: string, password: string, group: string): object => ({
  profile: { ...profile, login, email: login },
  credentials: { password: { value: password } },
  groupIds: [group],
})

/** Nobody is assigned to the app that nobody is assigned to. */
const isForNobody = ({ assignments }: TestApp): boolean =>
  assignments !== undefined && assignments.groups.length + assignments.users.length === 0

/**
 * Removes first what broken runs left behind. If it cannot go on, what was made by then is removed.
 *
 * @throws UsageError if the journal cannot be written; RuleBroken, Unreachable
 */
export const provision = async ({
  plan,
  issuer,
  apiToken,
  home,
  tag,
  ids,
  wire,
}: Provisioning): Promise<Provisioned> => {
  const folder = journalFolder(home, issuer)
  const journal = openJournal(join(folder, `${tag}.jsonl`), process.pid)
  const api = createOrgApi(wire, issuer, apiToken)
  const earlier = brokenJournals(folder)
  for (const broken of earlier) await removeNoted(broken, { api, ids })

  let given: Promise<GivenBack> | undefined
  const remove = async (): Promise<GivenBack> => ({
    removed: await removeNoted(journal, { api, ids }),
    left: [...earlier, journal].flatMap((one) => one.left()).map(({ kind, name }) => `${kind} ${name}`),
  })
  const giveBack = (): Promise<GivenBack> => {
    given ??= remove()
    return given
  }

  const create = async (kind: Kind, name: string, body: object, query = '') => {
    journal.intend({ kind, name })
    const response = await api.call('POST', collectionOf(kind) + query, body)
    const id = textMember(response, 'id')
    // The journal has its name: it is looked for at the end.
    if (id === undefined) throw new Refused(`POST ${collectionOf(kind)} answers without an id`)
    journal.made({ kind, name, id })
    ids.add(id)
    return { id, json: members(response) }
  }

  const createApp = async (planned: PlannedApp, group: string): Promise<TestApp> => {
    const { app, roles } = planned
    const label = `${tag} ${app.label}`
    const { id, json } = await create('app', label, appBody(planned, label))
    const { client_id, client_secret } = Object(Object(json.credentials).oauthClient)
    if (!isForNobody(app) && app.redirectUris.length > 0)
      await api.call('PUT', `/api/v1/apps/${id}/groups/${group}`, {})
    for (const scopeId of app.grants) await api.call('POST', `/api/v1/apps/${id}/grants`, { issuer, scopeId })
    for (const type of roles) await api.call('POST', `/oauth2/v1/clients/${id}/roles`, { type })
    if (!app.active) await api.call('POST', `/api/v1/apps/${id}/lifecycle/deactivate`)
    const { clientSecret: _, ...rest } = app
    return {
      ...rest,
      label,
      clientId: typeof client_id === 'string' ? client_id : id,
      ...(typeof client_secret === 'string' && { clientSecret: client_secret }),
    }
  }

  const createUser = async (planned: PlannedUser, number: number, group: string): Promise<TestUser> => {
    const login = `${tag}.${number}@example.com`
    const password = createPassword()
    await create('user', login, userBody(planned, login, password, group), '?activate=true')
    return { login, password, roles: [] }
  }

  const refusals: string[] = []
  /** What the API token may not do costs the checks that need it, not the run. */
  const allowed = async <T>(making: Promise<T>): Promise<readonly T[]> => {
    try {
      return [await making]
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refusals.push(error.message)
      return []
    }
  }

  try {
    const [group] = await allowed(create('group', tag, { profile: { name: tag } }))
    if (group === undefined) return { apps: [], users: [], refusals, giveBack }
    const apps: TestApp[] = []
    const users: TestUser[] = []
    for (const planned of plan.apps) apps.push(...(await allowed(createApp(planned, group.id))))
    for (const [index, planned] of plan.users.entries())
      users.push(...(await allowed(createUser(planned, index + 1, group.id))))
    return { apps, users, refusals, giveBack }
  } catch (error) {
    await giveBack()
    throw error
  }
}
