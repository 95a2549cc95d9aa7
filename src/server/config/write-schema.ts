// Writes schema/mockta.schema.json from the TypeBox schema: `npm run schema`.
import { writeFileSync } from 'node:fs'
import { configSchema } from './schema.js'

/** The JSON Schema as it is checked in and shipped. */
export const schemaText = (): string => `${JSON.stringify(configSchema, null, 2)}\n`

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../../../schema/mockta.schema.json', import.meta.url), schemaText())
}
