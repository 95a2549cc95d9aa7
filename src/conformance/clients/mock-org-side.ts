// The mock as the org of a client under test: signs people in, misbehaves on order, and tells what it was asked.
import { Blocked } from '../outcome.js'
import type { UserRole } from '../targets/needs.js'
import type { TestUser } from '../targets/settings.js'
import { createBrowser } from '../toolkit/browser.js'
import { walk } from '../toolkit/walk.js'
import type { Wire } from '../wire/wire.js'
import type { Delivery } from './driver.js'
import { channelOf, type OrgSide, type Seen } from './org-side.js'

/** The admin calls that are needed: those of an org in this process, or of an admin listener. */
export interface OrgControls {
  armFault(id: string, arming: { readonly count?: number; readonly clientId?: string }): Promise<void>
  faults(): Promise<readonly { readonly armed: unknown; readonly fired: number }[]>
  clearFaults(): void | Promise<void>
  journal(filter: { readonly since?: number }): readonly JournalLine[] | Promise<readonly JournalLine[]>
  clock(): Clock | Promise<Clock>
  setClock(change: Clock): unknown
  revokeTokens(of: { readonly clientId: string }): Promise<void>
  rotateKeys(): unknown
}

interface Clock {
  readonly offsetSeconds: number
}

/** As the org writes it; members that it may leave out are filled in. */
interface JournalLine extends Omit<Seen, 'time' | 'inUrl' | 'headers'>, Partial<Pick<Seen, 'inUrl' | 'headers'>> {
  /** ISO 8601. */
  readonly time: string
}

const toSeen = ({ time, ...line }: JournalLine): Seen => ({
  inUrl: [],
  headers: {},
  ...line,
  time: Math.round(Date.parse(time) / 1000),
})

interface Around {
  readonly issuer: string
  readonly clientId: string
  readonly secondClientId?: string
  readonly users: Partial<Readonly<Record<UserRole, TestUser & { readonly marker: string }>>>
  readonly wire: Wire
  readonly controls: OrgControls
}

/** Requests for discovery and keys name no client: a fault there concerns whoever asks. */
const isNobodys = (id: string): boolean => id.startsWith('discovery-') || id.startsWith('keys-')

export const createMockOrgSide = ({ issuer, clientId, secondClientId, users, wire, controls }: Around): OrgSide => {
  const userOf = (role: UserRole) => users[role] ?? blocked(`the settings name no ${role}`)
  const blocked = (reason: string): never => {
    throw new Blocked(reason)
  }
  const since = async (moment: number): Promise<readonly Seen[]> =>
    (await controls.journal({ since: moment })).map(toSeen)
  /** The last moment known: the journal is never read from its start twice. */
  let last = 0

  return {
    issuer,
    clientId,
    secondClientId,
    hasSecondUser: users['second-user'] !== undefined,
    markerOf: (role) => userOf(role).marker,
    answer: async (url, as): Promise<Delivery> => {
      const browser = createBrowser(wire)
      const asked = new URL(url).searchParams
      const end = await walk(await browser.get(url, 'sign-in'), {
        browser,
        redirectUri: asked.get('redirect_uri') ?? '',
        user: userOf(as),
        codeOf: () => undefined,
        consent: 'agree',
      })
      if (end.answer === undefined) {
        const refused = (await since(last)).findLast(({ refusal }) => refusal !== undefined)
        const why = refused?.refusal?.reason
        const shown = `${end.page ?? 'a page'} (${end.response.status})`
        return blocked(`the org shows ${shown} instead of answering the client${why === undefined ? '' : `: ${why}`}`)
      }
      const { channel, params, redirectUri } = end.answer
      return { redirectUri, channel: channelOf[channel], params: [...params] }
    },
    faults: {
      arm: async (ids, count) => {
        const often = count === undefined ? {} : { count }
        for (const id of ids) await controls.armFault(id, isNobodys(id) ? often : { ...often, clientId })
      },
      fired: async () => (await controls.faults()).reduce((sum, { armed, fired }) => sum + (armed ? fired : 0), 0),
      clear: async () => controls.clearFaults(),
    },
    journal: {
      now: async () => {
        last = (await since(last)).at(-1)?.id ?? last
        return last
      },
      since,
    },
    time: {
      offset: async () => (await controls.clock()).offsetSeconds,
      setOffset: async (offsetSeconds) => {
        await controls.setClock({ offsetSeconds })
      },
    },
    tokens: { revoke: () => controls.revokeTokens({ clientId }) },
    keys: {
      rotate: async () => {
        await controls.rotateKeys()
      },
    },
  }
}
