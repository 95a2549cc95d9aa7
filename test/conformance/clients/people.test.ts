import t from 'tap'
import type { Agent, Driver } from '../../../src/conformance/clients/driver.js'
import { knowing, type Person } from '../../../src/conformance/clients/people.js'

const person = (role: Person['role'], ...calledAs: readonly string[]): Person => ({
  role,
  user: { login: 'x', roles: [] },
  calledAs,
})
const people = [person('user', '00u1', 'paula@example.com', 'Paula Plain'), person('second-user', '00u2')]

const driverThatSays = (user: string): Driver => {
  const outcome = { kind: 'signed-in', user } as const
  const agent: Agent = {
    start: async () => ({ url: '', params: [], sealed: false }),
    deliver: async () => ({ receipt: '', outcome, visited: [] }),
    probe: async () => outcome,
    refresh: async () => outcome,
    kept: async () => ({ cookies: [], history: [], thirdParty: [] }),
    close: async () => {},
  }
  return {
    surface: 'web',
    name: 'x',
    redirectUris: [],
    clientId: 'x',
    facts: { confidential: true, issuers: 1 },
    abilities: new Set(),
    open: async () => agent,
    close: async () => {},
  }
}

t.test('whatever a client calls somebody, reports call them by their part', async (t) => {
  const table = [
    ['00u1', 'the user'],
    ['Paula@Example.com', 'the user'],
    [' Paula Plain ', 'the user'],
    ['00u2', 'the second user'],
    ['mallory', 'mallory'],
  ] as const
  for (const [said, expected] of table) {
    const agent = await knowing(driverThatSays(said), people).open()
    const outcome = { kind: 'signed-in', user: expected }
    t.strictSame(await agent.probe(), outcome, said)
    t.strictSame(await agent.refresh?.(), outcome)
    t.strictSame((await agent.deliver({ redirectUri: '', channel: 'query', params: [] })).outcome, outcome)
  }
})
