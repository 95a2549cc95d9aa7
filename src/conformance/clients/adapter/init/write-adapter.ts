// Writes an adapter and the client file that names it. Never over something that is there.
import { constants, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../../usage-error.js'
import { folderOf, type Language, type Template, templates } from './templates.js'

const clientFile = (language: Language, { command, scopes, needs, secondIssuer }: Template): string => `\
# A client under test. First: conformance adapter check client.yaml. Then: conformance --client client.yaml
# The adapter needs ${needs}.
client:
  kind: library
  name: my ${language} client
  command: ${command}
  scopes: [${scopes.join(', ')}]
${secondIssuer ? '  second_issuer: {}\n' : ''}`

/** @returns the files that were written. @throws UsageError if one of them is there already */
export const writeAdapter = (language: Language, directory: string): readonly string[] => {
  const template: Template = templates[language]
  const client = join(directory, 'client.yaml')
  const written = [...template.files.map((file) => join(directory, file)), client]
  const there = written.find((file) => existsSync(file))
  if (there !== undefined)
    throw new UsageError(`${there} is there already, and is left as it is: --dir names another folder`)
  try {
    mkdirSync(directory, { recursive: true })
    for (const file of template.files) {
      copyFileSync(join(folderOf(language), file), join(directory, file), constants.COPYFILE_EXCL)
    }
    writeFileSync(client, clientFile(language, template), { flag: 'wx' })
  } catch (error) {
    throw new UsageError(`the adapter cannot be written: ${(error as Error).message}`)
  }
  return written
}
