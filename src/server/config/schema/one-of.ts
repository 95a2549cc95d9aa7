// A text out of a fixed list, as one `enum`: its errors can list every choice.
import { type TUnsafe, Type } from '@sinclair/typebox'

/** @param title what the value is, for editors and for error texts */
export const oneOf = <const T extends string>(
  values: readonly T[],
  title: string,
  more: { readonly default?: NoInfer<T>; readonly description?: string } = {},
): TUnsafe<T> => Type.Unsafe<T>({ type: 'string', enum: [...values], title, ...more })

/** Okta's identifiers have 20 characters: a prefix, and letters and digits. */
export const id = (prefix: string, of: string) =>
  Type.String({
    pattern: `^${prefix}[0-9A-Za-z]{${20 - prefix.length}}$`,
    title: `the id of ${of}: 20 characters, "${prefix}" and ${20 - prefix.length} letters or digits`,
    description: 'Generated from the seed where it is left out, and then the same in every run.',
  })

/** Anything but nothing. */
export const text = (title: string, description?: string) =>
  Type.String({ minLength: 1, title, ...(description !== undefined && { description }) })
