// A real org as the org of a client: people sign in as in any run against it, and every request to it keeps its safety rules.
import { cleanUpMs, revokeObtained } from '../../clean-up.js'
import { Blocked } from '../../outcome.js'
import type { UserRole } from '../../targets/needs.js'
import { type OpenOptions, realOptions } from '../../targets/open.js'
import { openReal } from '../../targets/real.js'
import type { TestUser } from '../../targets/settings.js'
import type { Target } from '../../targets/target.js'
import { findUser } from '../../targets/user-roles.js'
import { enter } from '../../toolkit/authorize.js'
import { createBrowser } from '../../toolkit/browser.js'
import { signInOnPage } from '../../toolkit/page-sign-in.js'
import { sessionTokenOf } from '../../toolkit/session-token.js'
import { totpCode } from '../../toolkit/totp.js'
import { type WalkEnd, walk } from '../../toolkit/walk.js'
import { UsageError } from '../../usage-error.js'
import { createRunWire } from '../../wire/create-wire.js'
import type { WireResponse } from '../../wire/exchange.js'
import type { Pace } from '../../wire/limiter.js'
import { createObtained, type Obtained } from '../../wire/obtained.js'
import { createRedactor } from '../../wire/redact/redactor.js'
import { onlyHosts } from '../../wire/rules/hosts.js'
import { cleanUpRules, createLimits, createRules } from '../../wire/rules/index.js'
import { onlyTo } from '../../wire/rules/only-to.js'
import type { Wire } from '../../wire/wire.js'
import type { ClientFile } from '../file/read-client-file.js'
import { channelOf, type OrgSide } from '../org-side.js'
import { markers, type Person } from '../people.js'
import type { ClientOrg } from './client-org.js'
import { type Registration, readRegistration } from './registration.js'
import { secretsOf } from './secrets.js'

const roles: readonly UserRole[] = ['user', 'second-user']

/** Somebody of whom only the login is known until they sign in. */
interface Stranger extends Person {
  /** What the org says of who signs in. */
  introduce(names: readonly string[]): void
  /** From now on: whoever the client shows next is this person, if nothing else says who they are. */
  expect(): void
}

const stranger = (role: UserRole, user: TestUser): Stranger => {
  const calledAs = [user.login]
  let known = false
  let expected = false
  return {
    role,
    user,
    calledAs,
    introduce: (names) => {
      known = true
      calledAs.push(...names.filter((name) => name !== '' && !calledAs.includes(name)))
    },
    expect: () => {
      expected = true
    },
    meet: (shown) => {
      if (known || !expected) return false
      known = true
      calledAs.push(shown)
      return true
    },
  }
}

/** What Okta's authentication API says of who signed in. */
const namesIn = ({ json, request }: WireResponse): readonly string[] => {
  if (!request.url.endsWith('/api/v1/authn')) return []
  const { user } = Object(Object(json)._embedded) as { readonly user?: unknown }
  const { id, profile } = Object(user) as { readonly id?: unknown; readonly profile?: unknown }
  const { login, firstName, lastName } = Object(profile) as Readonly<Record<string, unknown>>
  if (typeof id !== 'string') return []
  return [id, ...(typeof login === 'string' ? [login] : []), `${firstName} ${lastName}`]
}

/** What the settings know of the client's own app comes on top of what its file says. */
const registrationAt = (file: ClientFile, { settings }: Target): Registration => {
  const registration = readRegistration(file)
  if (file.content.client.client_id === undefined) {
    throw new UsageError(`${file.path}: client.client_id is missing: a real org knows its clients by it`)
  }
  const app = settings.apps.find(({ clientId }) => clientId === registration.clientId)
  const secret = file.content.client.client_secret ?? app?.clientSecret
  const { clientSecret: _, ...rest } = registration
  return {
    ...rest,
    ...(secret !== undefined && { clientSecret: secret }),
    ...(file.content.client.token_endpoint_auth_method === undefined && app && { authMethod: app.authMethod }),
    ...(rest.key === undefined && app?.privateKey && { key: app.privateKey }),
  }
}

interface SideParts {
  readonly target: Target
  readonly registration: Registration
  readonly people: readonly Stranger[]
  /** What comes through the browser is noted there. */
  readonly obtained: Obtained
  readonly wire: Wire
  /** Epoch seconds. */
  readonly now: () => number
}

const createRealOrgSide = ({ target, registration, people, obtained, wire, now }: SideParts): OrgSide => {
  const { settings, summary, metadata, signIn, chromium } = target
  const { issuer } = summary
  const personOf = (role: UserRole): Stranger => {
    const person = people.find((candidate) => candidate.role === role)
    if (person) return person
    throw new Blocked(`the settings name no ${role}`)
  }
  const second = settings.apps.find(
    ({ clientId, redirectUris }) =>
      clientId !== registration.clientId && redirectUris.includes(registration.redirectUri),
  )

  /** One-time codes are for the person who signs in. */
  const codeOf = (user: TestUser) => user.totpSecret && totpCode(user.totpSecret, now())

  const sessionTokenFor = (person: Stranger): Promise<string | undefined> => {
    const listening: Wire = {
      transcript: wire.transcript,
      send: async (request, purpose) => {
        const response = await wire.send(request, purpose)
        const names = namesIn(response)
        if (names.length > 0) person.introduce(names)
        return response
      },
    }
    return sessionTokenOf(person.user, { wire: listening, issuer, now })
  }

  return {
    issuer,
    clientId: registration.clientId,
    secondClientId: second?.clientId,
    hasSecondUser: people.some(({ role }) => role === 'second-user'),
    markerOf: (role) => markers[role],
    answer: async (url, as) => {
      const person = personOf(as)
      const browser = createBrowser(wire)
      const asked = new URL(url)
      // prompt=none asks whether somebody has signed in to this browser (OIDC Core 3.1.2.1); a session token would say yes (S-740).
      const silent = asked.searchParams.get('prompt') === 'none'
      const sessionToken = silent
        ? undefined
        : await enter(person.user, browser, { signIn, metadata, sessionToken: () => sessionTokenFor(person) })
      const redirectUri = asked.searchParams.get('redirect_uri') ?? registration.redirectUri
      const entered = new URL(url)
      if (sessionToken !== undefined) entered.searchParams.append('sessionToken', sessionToken)
      const walkFrom = async (start: string): Promise<WalkEnd> =>
        walk(await browser.get(start, 'sign-in'), { browser, redirectUri, user: person.user, codeOf, consent: 'agree' })
      let end = await walkFrom(entered.href)
      if (end.page === 'sign-in-page' && chromium) {
        const code = (): string | undefined => codeOf(person.user)
        await signInOnPage({ chromium, browser, url, redirectUri }, { user: person.user, code })
        end = await walkFrom(url)
      }
      if (end.answer === undefined) {
        throw new Blocked(
          `the org shows ${end.page ?? 'a page'} (${end.response.status}) instead of answering the client`,
        )
      }
      person.expect()
      const { channel, params } = end.answer
      const token = params.get('access_token')
      const clientId = asked.searchParams.get('client_id') ?? registration.clientId
      if (token) obtained.add({ token, kind: 'access_token', clientId })
      return { redirectUri: end.answer.redirectUri, channel: channelOf[channel], params: [...params] }
    },
  }
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000)

/** @throws UsageError, RuleBroken if the org's owner has not spoken, Unreachable */
export const openRealOrg = async (file: ClientFile, options: OpenOptions, pace: Pace): Promise<ClientOrg> => {
  const found = realOptions(options)
  const target = await openReal(found)
  try {
    const registration = registrationAt(file, target)
    const people = roles.flatMap((role) => {
      const user = findUser(target.settings.users, role)
      return user ? [stranger(role, user)] : []
    })
    const orgHost = new URL(target.summary.issuer).host
    const caFile = options.caFile ?? found.settings.ca
    const obtained = createObtained()
    const around = { target, obtained, pace, now: nowSeconds }
    const limits = createLimits(around)
    return {
      summary: target.summary,
      registration,
      people,
      levels: new Set(['O', 'Q', 'F']),
      ...(caFile !== undefined && { caFile }),
      secrets: secretsOf(registration, people),
      policy: target.policy,
      rules: ({ hosts }) => [onlyHosts(hosts), ...createRules(around, limits).map((rule) => onlyTo(orgHost, rule))],
      relayRules: [onlyHosts([orgHost]), ...limits],
      transport: target.transport,
      side: (wire) => createRealOrgSide({ target, registration, people, obtained, wire, now: nowSeconds }),
      giveBack: () => {
        const { wire } = createRunWire({
          transport: target.transport,
          policy: target.policy,
          rules: cleanUpRules(around),
          redactor: createRedactor(),
          signal: AbortSignal.timeout(cleanUpMs),
          clock: pace.clock,
        }).forCheck()
        const { metadata, settings } = target
        const own = { ...registration, ...(registration.key && { privateKey: registration.key }) }
        return revokeObtained({ metadata, apps: [own, ...settings.apps], obtained, now: nowSeconds }, wire)
      },
      close: () => target.close(),
    }
  } catch (error) {
    await target.close()
    throw error
  }
}
