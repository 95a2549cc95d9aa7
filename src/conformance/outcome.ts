// How a check ends early without judging the target.

/** The way to the subject failed, so nothing can be said about it. */
export class Blocked extends Error {
  override readonly name = 'Blocked'
}

/** The target turned out not to offer what the check is about. */
export class Skipped extends Error {
  override readonly name = 'Skipped'
}

/** Both answers are still possible. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive'
}
