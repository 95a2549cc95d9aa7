import t from 'tap'
import type { UserStatus } from '../../../../src/server/org/records.js'
import { apiError, asAdmin } from '../../../fixtures/api.js'
import { ada, bob, passwordless, start, url } from '../../../fixtures/deps.js'

const statuses: readonly UserStatus[] = [
  'STAGED',
  'PROVISIONED',
  'ACTIVE',
  'RECOVERY',
  'PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'SUSPENDED',
  'DEPROVISIONED',
]

const forbidden = apiError('E0000038', "This operation is not allowed in the user's current status.")

/** What becomes of each status, in the order above; a dash where it is refused with that answer. */
const table: Readonly<Record<string, readonly [readonly string[], number, object]>> = {
  'lifecycle/activate': [
    ['ACTIVE', '-', '-', '-', '-', '-', '-', 'PROVISIONED'],
    403,
    apiError('E0000016', 'Activation failed because the user is already active'),
  ],
  'lifecycle/reactivate': [['-', 'PROVISIONED', '-', 'RECOVERY', '-', '-', '-', '-'], 403, forbidden],
  'lifecycle/deactivate': [[...Array(7).fill('DEPROVISIONED'), '-'], 403, forbidden],
  'lifecycle/suspend': [
    ['-', '-', 'SUSPENDED', '-', '-', '-', '-', '-'],
    400,
    apiError('E0000001', 'Api validation failed: suspendUser', ['Cannot suspend a user that is not active']),
  ],
  'lifecycle/unsuspend': [
    ['-', '-', '-', '-', '-', '-', 'ACTIVE', '-'],
    400,
    apiError('E0000001', 'Api validation failed: unsuspendUser', ['Cannot unsuspend a user that is not suspended']),
  ],
  'lifecycle/unlock': [
    ['-', '-', '-', '-', '-', 'ACTIVE', '-', '-'],
    403,
    apiError('E0000032', 'Unlock is not allowed for this user.', ['The user is not locked out.']),
  ],
  'lifecycle/reset_factors': [statuses, 0, {}],
  'lifecycle/expire_password': [['-', '-', ...Array(4).fill('PASSWORD_EXPIRED'), '-', '-'], 403, forbidden],
  'lifecycle/expire_password_with_temp_password': [
    ['-', '-', ...Array(4).fill('PASSWORD_EXPIRED'), '-', '-'],
    403,
    forbidden,
  ],
  'lifecycle/reset_password': [['-', '-', ...Array(4).fill('RECOVERY'), '-', '-'], 403, forbidden],
  'credentials/forgot_password': [
    ['-', '-', 'RECOVERY', '-', '-', '-', '-', '-'],
    403,
    apiError('E0000034', 'Forgot password not allowed on specified user.'),
  ],
}

for (const [path, [expected, status, json]] of Object.entries(table)) {
  t.test(`${path}: from status to status`, async (t) => {
    for (const [index, before] of statuses.entries()) {
      const { deps, send } = asAdmin({ users: [ada, { ...bob, status: before }] })
      const reply = await send(`POST /api/v1/users/${bob.id}/${path}`)
      const after = expected[index]
      t.match(reply, after === '-' ? { status, json } : { status: 200 }, before)
      t.equal(deps.org.findUser(bob.id)?.status, after === '-' ? before : after, before)
    }
    t.match(await asAdmin().send(`POST /api/v1/users/x/${path}`), { status: 404 })
  })
}

t.test('answers are empty objects, with a link where no mail is wanted', async (t) => {
  const staged = { ...bob, status: 'STAGED', activated: null, statusChanged: null } as const
  const { deps, send } = asAdmin({ users: [ada, staged] })
  deps.advance(60)
  const reply = await send(`POST /api/v1/users/${bob.id}/lifecycle/activate?sendEmail=false`)
  const { activationToken, ...rest } = Object(reply.json)
  t.match(activationToken, /^[\w-]{20}$/)
  t.strictSame(rest, { activationUrl: `${url}/tokens/${activationToken}/verify` })
  t.match(deps.org.findUser(bob.id), { activated: start + 60, statusChanged: start + 60, lastUpdated: start + 60 })
  t.strictSame((await send(`POST /api/v1/users/${bob.id}/lifecycle/suspend`)).json, {})
  t.strictSame((await send(`POST /api/v1/users/${bob.id}/lifecycle/unsuspend`)).json, {})
  t.strictSame((await send(`POST /api/v1/users/${bob.id}/lifecycle/deactivate`)).json, {})
  t.strictSame((await send(`POST /api/v1/users/${bob.id}/lifecycle/activate`)).json, {})
  t.equal('password' in (deps.org.findUser(bob.id) ?? {}), false, 'a password does not come back')
  const again = await send(`POST /api/v1/users/${bob.id}/lifecycle/reactivate`)
  t.match(again.json, { activationUrl: /\/tokens\/[\w-]{20}\/verify$/, activationToken: /^[\w-]{20}$/ })
  t.strictSame((await send(`POST /api/v1/users/${bob.id}/lifecycle/reactivate?sendEmail=true`)).json, {})
})

t.test('without a password the activated user waits for one', async (t) => {
  const { password: _none, ...rest } = passwordless
  const { deps, send } = asAdmin({ users: [ada, { ...rest, status: 'STAGED' }] })
  await send(`POST /api/v1/users/${passwordless.id}/lifecycle/activate`)
  t.equal(deps.org.findUser(passwordless.id)?.status, 'PROVISIONED')
})

t.test('unlocking starts the count of wrong passwords again', async (t) => {
  const { deps, send } = asAdmin({ users: [ada, { ...bob, status: 'LOCKED_OUT' }] })
  await deps.store.passwordFailures.add(bob.id, 9, 60)
  await send(`POST /api/v1/users/${bob.id}/lifecycle/unlock`)
  t.equal(await deps.store.passwordFailures.find(bob.id), undefined)
})

t.test('reset_factors removes every second factor', async (t) => {
  const factors = [{ type: 'token:software:totp', sharedSecret: 'JBSWY3DPEHPK3PXP' }] as const
  const { deps, send } = asAdmin({ users: [ada, { ...bob, factors }] })
  t.strictSame((await send(`POST /api/v1/users/${bob.id}/lifecycle/reset_factors`)).json, {})
  t.strictSame(deps.org.findUser(bob.id)?.factors, [])
})
