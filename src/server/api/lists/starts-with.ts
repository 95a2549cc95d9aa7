// `q`: for people pickers.

/** Whether one of the values starts with the text, in any case of letters (S-333). */
export const startsWith = (q: string, ...values: readonly (string | null | undefined)[]): boolean =>
  values.some((value) => value?.toLowerCase().startsWith(q.toLowerCase()))
