// The value of a custom claim. Of Okta's expression language the two forms that a mock needs: an attribute, a constant.
import type { User } from '../org/records.js'

const attribute = /^(?:user|appuser)\.(?:profile\.)?([A-Za-z_]\w*)$/
const constant = /^"([^"\\]*)"$|^'([^'\\]*)'$/

/** Whether `evaluateClaim` understands the expression. */
export const isClaimExpression = (expression: string): boolean =>
  attribute.test(expression.trim()) || constant.test(expression.trim())

/** `user.department`, or `"a constant"`; undefined where the user lacks the attribute, or there is no user (S-654). */
export const evaluateClaim = (expression: string, user: User | undefined): unknown => {
  const text = expression.trim()
  const [, double, single] = constant.exec(text) ?? []
  if (double !== undefined || single !== undefined) return double ?? single
  const [, name] = attribute.exec(text) ?? []
  if (name === undefined || user === undefined) return undefined
  return (name === 'id' ? user.id : user.profile[name]) ?? undefined
}
