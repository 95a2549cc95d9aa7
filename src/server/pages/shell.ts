// Commands to paste into a shell.

/** One word whatever is in it: what arrived in a browser may have been written by anybody. */
export const quote = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`

/** A command over several lines, one group of words each. */
export const command = (...groups: readonly (readonly string[])[]): string =>
  groups.map((words) => words.map(quote).join(' ')).join(' \\\n  ')
