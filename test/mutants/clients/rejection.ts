// The reference client says no, and why.

export class Rejection extends Error {
  constructor(
    readonly reason: string,
    message: string,
  ) {
    super(message)
  }
}
