// What --provision makes: an app for every part that apps play in checks, and two people.
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { readApp } from '../targets/from-entries.js'
import { appsWithKeys, mockOrg } from '../targets/mock-org.js'
import type { Settings, TestApp } from '../targets/settings.js'

/** An app to be made, and what beside the app it needs. */
export interface PlannedApp {
  readonly app: TestApp
  readonly publicKey?: JWK
  readonly roles: readonly string[]
}

/** Somebody to be made. */
export interface PlannedUser {
  /** But login and email. */
  readonly profile: Readonly<Record<string, unknown>>
}

/** All of it; the same kinds of apps and people as in the kit's own mock. */
export interface ProvisionPlan {
  readonly apps: readonly PlannedApp[]
  readonly users: readonly PlannedUser[]
}

interface Keys {
  readonly publicJwk: JWK
  readonly privateJwk: JWK
}

const createKeys = async (label: string): Promise<Keys> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = `conformance-${label.toLowerCase().replaceAll(' ', '-')}`
  const named = async (key: typeof publicKey) => ({ ...(await exportJWK(key)), kid, use: 'sig', alg: 'ES256' })
  return { publicJwk: await named(publicKey), privateJwk: await named(privateKey) }
}

/** Fresh keys each time; nothing is sent anywhere. */
export const planProvision = async (): Promise<ProvisionPlan> => {
  const keys = new Map(await Promise.all(appsWithKeys.map(async (label) => [label, await createKeys(label)] as const)))
  const { apps = [], users = [] } = mockOrg(new Map())
  return {
    apps: apps.map(({ roles = [], jwks: _, refresh_token: __, status, ...entry }) => {
      const pair = [...keys].find(([label]) => label === entry.label)?.[1]
      const app = readApp({
        ...entry,
        client_id: `planned ${entry.label}`,
        ...(status === 'INACTIVE' && { status }),
        ...(pair && { private_key: { ...pair.privateJwk } }),
        // Those that prove themselves by a secret get it from the org.
        ...(pair === undefined && isConfidential(entry.application_type) && { client_secret: 'planned' }),
      })
      return { app, roles, ...(pair && { publicKey: pair.publicJwk }) }
    }),
    users: users.slice(0, 2).map(({ profile: { login: _, email: __, ...profile } }) => ({ profile })),
  }
}

const isConfidential = (type: string = 'web'): boolean => type === 'web'

/** Beforehand, as if all of it had been made. */
export const plannedSettings = ({ apps, users }: ProvisionPlan, settings: Settings): Settings => ({
  ...settings,
  apps: apps.map(({ app }) => app),
  users: users.map((_, index) => ({ login: `planned ${index}`, password: 'planned', roles: [] })),
})

/** One line each, for `--plan`. */
export const planLines = ({ apps, users }: ProvisionPlan): readonly string[] => [
  'a group, for the others',
  ...apps.map(({ app: { label, applicationType, grants }, roles }) =>
    [`an app like "${label}" (${applicationType})`, ...grants, ...roles].join(', '),
  ),
  ...users.map((_, index) => `user ${index + 1}, with a password that nobody else knows`),
]
