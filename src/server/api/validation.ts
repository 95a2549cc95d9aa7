// What is wrong with the members of a request, all of it at once (S-347).
import { refuse } from './catalogue.js'

/** One thing that is wrong, in Okta's words. */
export interface Violation {
  readonly field: string
  readonly problem: string
}

/** Okta's words for what is wrong with a field. */
export const problems = {
  blank: 'The field cannot be left blank',
  taken: 'An object with this field already exists in the current organization',
  pattern: 'Does not match required pattern',
} as const

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''

/** The fields that must be there and are not. */
export const blanks = (values: Readonly<Record<string, unknown>>, ...fields: readonly string[]): readonly Violation[] =>
  fields.flatMap((field) => (isBlank(values[field]) ? [{ field, problem: problems.blank }] : []))

/** Refuses the request if anything is wrong: the summary names the first field. */
export const refuseViolations = (violations: readonly Violation[], reason?: string): void => {
  const [first] = violations
  if (first === undefined) return
  const causes = violations.map(({ field, problem }) => `${field}: ${problem}`)
  refuse('validationFailed', { values: [first.field], causes, reason: reason ?? causes.join('; ') })
}
