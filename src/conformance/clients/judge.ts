// From what two witnesses saw to a verdict. Silence is never a pass (the table below is all there is).
import type { Expected } from '../client-checks/client-check.js'
import type { Outcome } from './driver.js'

/** What is known about one run of a login in which one thing was changed. */
export interface Witnessed {
  readonly expected: Expected
  /** An unchanged login of the same client in the same run. */
  readonly control: 'accepted' | 'failed'
  /** The outside witness: the changed thing reached the client and it acted on it. */
  readonly delivered: boolean
  /** The inside witness. */
  readonly outcome: Outcome
  /** Who should be signed in after an accepted login. */
  readonly user: string
  /** A login that differs in nothing that matters was accepted: the twin, or where there is none the control. */
  readonly twin: 'accepted' | 'failed'
}

/** A verdict on one run, with the sentence that goes with it. */
export interface Ruling {
  readonly verdict: 'pass' | 'fail' | 'warn' | 'inconclusive' | 'blocked'
  readonly reason: string
}

const rule = (verdict: Ruling['verdict'], reason: string): Ruling => ({ verdict, reason })

const judgeRejection = ({ delivered, outcome, twin }: Witnessed): Ruling => {
  if (!delivered) return rule('inconclusive', 'nothing shows that the changed answer reached the client')
  switch (outcome.kind) {
    case 'signed-in':
      return rule('fail', `signed in as ${outcome.user} by an answer that must be rejected`)
    case 'undecided':
      return rule('warn', `not signed in, but no clean rejection: ${outcome.what}`)
    case 'rejected':
      return twin === 'accepted'
        ? rule('pass', 'rejected, and signed out')
        : rule('inconclusive', 'rejects everything: an answer that must be accepted was rejected too')
  }
}

const judgeAcceptance = ({ outcome, user }: Witnessed): Ruling => {
  switch (outcome.kind) {
    case 'signed-in':
      return outcome.user === user
        ? rule('pass', `signed in as ${user}`)
        : rule('fail', `signed in as ${outcome.user}, not as ${user}`)
    case 'undecided':
      return rule('warn', `neither signed in nor rejected: ${outcome.what}`)
    case 'rejected':
      return rule('fail', `rejected what must be accepted${outcome.reason === undefined ? '' : `: ${outcome.reason}`}`)
  }
}

const judgeEither = ({ outcome }: Witnessed): Ruling =>
  outcome.kind === 'undecided'
    ? rule('warn', `neither signed in nor rejected: ${outcome.what}`)
    : rule('pass', outcome.kind === 'signed-in' ? 'accepted, which is fine' : 'rejected, which is fine')

/** The verdict on one run. */
export const judge = (witnessed: Witnessed): Ruling => {
  if (witnessed.control === 'failed') {
    return rule('blocked', 'an ordinary login does not work, so nothing can be said about others')
  }
  switch (witnessed.expected) {
    case 'rejects':
      return judgeRejection(witnessed)
    case 'accepts':
      return judgeAcceptance(witnessed)
    case 'either':
      return judgeEither(witnessed)
  }
}
