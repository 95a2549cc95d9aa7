import t from 'tap'
import type { Around, ClientLevel } from '../../../src/conformance/client-checks/client-check.js'
import { clientChecks } from '../../../src/conformance/client-checks/index.js'
import { waysOf } from '../../../src/conformance/clients/ways.js'

const flow = (responseType: string, there: Partial<Around> = {}): Around => ({
  answer: new Set(responseType.split(' ')),
  mode: 'query',
  secondApp: true,
  secondUser: true,
  ...there,
})

/** `Q`, or `F wrong, M wrong | M missing`: the variants of a check, each with its ways. */
const shown = (id: string, around: Around, ...offered: readonly ClientLevel[]): string | undefined => {
  const check = clientChecks.find((one) => one.id === id)
  if (check?.kind !== 'login') return undefined
  return waysOf(check, new Set(offered), around)
    .map((ways) => ways.map(({ level, mutation: { name } }) => (name ? `${level} ${name}` : level)).join(', '))
    .join(' | ')
}

t.test('the least intrusive way first, and for each variant its own', async (t) => {
  const all = ['O', 'Q', 'F', 'M'] as const
  t.equal(shown('CL-NONCE-01', flow('code'), ...all), 'Q, M')
  t.equal(shown('CL-HASH-03', flow('code id_token'), ...all), 'F wrong, M wrong | M missing')
  t.equal(shown('CL-SIG-06', flow('id_token'), ...all), 'F jku, M jku | M jwk | M x5u')
  t.equal(shown('CL-SIG-06', flow('code'), ...all), 'M jku | M jwk | M x5u')
})

t.test('at an org that nobody can make misbehave: what the flow allows, with what the settings name', async (t) => {
  const real = ['O', 'Q', 'F'] as const
  const table: readonly (readonly [id: string, responseType: string, there: Partial<Around>, ways: string])[] = [
    ['CL-AUD-01', 'id_token', {}, 'Q'],
    ['CL-AUD-01', 'id_token', { secondApp: false }, ''],
    ['CL-AUD-01', 'code id_token', {}, ''],
    ['CL-AUD-01', 'code', {}, ''],
    ['CL-HASH-01', 'id_token token', {}, 'F'],
    ['CL-HASH-01', 'id_token', {}, ''],
    ['CL-HASH-01', 'code id_token token', {}, ''],
    ['CL-HASH-03', 'code id_token', {}, 'F wrong'],
    ['CL-UI-01', 'id_token token', {}, 'F'],
    ['CL-UI-01', 'id_token token', { secondUser: false }, ''],
    ['CL-DUP-01', 'code', {}, 'F state | F code'],
    ['CL-DUP-01', 'id_token token', {}, 'F state'],
    ['CL-MODE-01', 'id_token', { mode: 'fragment' }, 'Q fragment, or a message | Q form_post'],
    ['CL-MODE-01', 'id_token', { mode: 'form_post' }, 'Q fragment, or a message'],
  ]
  for (const [id, responseType, there, ways] of table) {
    t.equal(shown(id, flow(responseType, there), ...real), ways, `${id} ${responseType} ${JSON.stringify(there)}`)
  }
})
