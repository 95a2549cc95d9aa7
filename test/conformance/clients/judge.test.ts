import t from 'tap'
import { judge, type Witnessed } from '../../../src/conformance/clients/judge.js'

const seen: Witnessed = {
  expected: 'rejects',
  control: 'accepted',
  delivered: true,
  outcome: { kind: 'rejected' },
  user: 'ada',
  twin: 'accepted',
}
const signedIn = { kind: 'signed-in', user: 'ada' } as const
const undecided = { kind: 'undecided', what: 'a 500' } as const

t.test('a negative check: every row of the table', async (t) => {
  for (const [title, change, verdict] of [
    ['control failed, rejected', { control: 'failed' }, 'blocked'],
    ['control failed, signed in', { control: 'failed', outcome: signedIn }, 'blocked'],
    ['no proof of delivery', { delivered: false }, 'inconclusive'],
    ['no proof of delivery, signed in', { delivered: false, outcome: signedIn }, 'inconclusive'],
    ['signed in', { outcome: signedIn }, 'fail'],
    ['signed in as another', { outcome: { kind: 'signed-in', user: 'bob' } }, 'fail'],
    ['rejected', {}, 'pass'],
    ['rejected, and the twin too', { twin: 'failed' }, 'inconclusive'],
    ['undecided', { outcome: undecided }, 'warn'],
  ] as const) {
    t.equal(judge({ ...seen, ...change }).verdict, verdict, title)
  }
})

t.test('a check of what must be accepted', async (t) => {
  for (const [title, change, verdict] of [
    ['control failed', { control: 'failed', outcome: signedIn }, 'blocked'],
    ['signed in', { outcome: signedIn }, 'pass'],
    ['signed in as another', { outcome: { kind: 'signed-in', user: 'bob' } }, 'fail'],
    ['rejected', {}, 'fail'],
    ['undecided', { outcome: undecided }, 'warn'],
  ] as const) {
    t.equal(judge({ ...seen, expected: 'accepts', ...change }).verdict, verdict, title)
  }
})
