// Where an editor finds the JSON Schema without a network.
import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Part of every installed copy of the package. */
const shipped = fileURLToPath(new URL('../../../schema/mockta.schema.json', import.meta.url))

const ancestors = (directory: string): readonly string[] => {
  const parent = dirname(directory)
  return parent === directory ? [directory] : [directory, ...ancestors(parent)]
}

/**
 * A path from `directory` to the copy in its project's node_modules, which is right for everybody who shares the
 * project; else the URL of the copy that is running.
 */
export const schemaLocation = (directory: string, exists: (file: string) => boolean = existsSync): string => {
  const from = resolve(directory)
  const installed = ancestors(from)
    .map((folder) => join(folder, 'node_modules', 'mockta', 'schema', 'mockta.schema.json'))
    .find(exists)
  if (installed === undefined) return pathToFileURL(shipped).href
  const path = relative(from, installed).split(sep).join('/')
  return path.startsWith('.') ? path : `./${path}`
}
