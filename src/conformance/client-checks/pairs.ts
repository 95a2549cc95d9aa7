// Ways to change the parameters of an authorization request or answer.
import type { MutationContext, Pairs } from './client-check.js'

type Change = (params: Pairs, context: MutationContext) => Pairs

export const readParam = (params: Pairs, name: string): string | undefined => params.find(([key]) => key === name)?.[1]

/** How an answer comes where the request names no response mode (OAuth 2.0 Multiple Response Types 5). */
export const usualMode = (responseType: string): string => (responseType === 'code' ? 'query' : 'fragment')

/** Sets a parameter where it stands, or adds it. */
export const setTo =
  (name: string, value: string | ((old: string, context: MutationContext) => string)): Change =>
  (params, context) => {
    const changed = typeof value === 'string' ? value : value(readParam(params, name) ?? '', context)
    return params.some(([key]) => key === name)
      ? params.map(([key, old]) => [key, key === name ? changed : old])
      : [...params, [name, changed]]
  }

export const remove =
  (...names: readonly string[]): Change =>
  (params) =>
    params.filter(([key]) => !names.includes(key))

/** Only these are left. */
export const keep =
  (...names: readonly string[]): Change =>
  (params) =>
    params.filter(([key]) => names.includes(key))

/** A second time, with another value. */
export const twice =
  (name: string, value: (old: string, context: MutationContext) => string): Change =>
  (params, context) => [...params, [name, value(readParam(params, name) ?? '', context)]]

export const together =
  (...changes: readonly Change[]): Change =>
  (params, context) =>
    changes.reduce((changed, change) => change(changed, context), params)

/** The same text with another last character of the same kind. */
export const otherEnd = (text: string): string => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A')

/** A word out of a space-delimited list. */
export const withoutWord =
  (name: string, word: string): Change =>
  (params) =>
    params.map(([key, value]) => [
      key,
      key === name
        ? value
            .split(' ')
            .filter((one) => one !== word)
            .join(' ')
        : value,
    ])
