// `mockta --version`: the version of the package this file is in.
import { readFile } from 'node:fs/promises'

/** As package.json has it. */
export const version = async (): Promise<string> => {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
