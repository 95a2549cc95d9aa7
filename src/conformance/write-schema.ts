// Writes the kit's JSON Schemas from their TypeBox schemas: `npm run schema`.
import { writeFileSync } from 'node:fs'
import { clientFileSchema } from './clients/file/client-file.js'
import { reportSchema } from './reporters/report-schema.js'
import { settingsFileSchema } from './targets/settings-file.js'

/** File name to text, as they are checked in and shipped. */
export const schemaTexts: Readonly<Record<string, string>> = {
  'conformance-client.schema.json': `${JSON.stringify(clientFileSchema, null, 2)}\n`,
  'conformance-report.schema.json': `${JSON.stringify(reportSchema, null, 2)}\n`,
  'conformance-settings.schema.json': `${JSON.stringify(settingsFileSchema, null, 2)}\n`,
}

if (process.argv[1] === import.meta.filename) {
  for (const [name, text] of Object.entries(schemaTexts)) {
    writeFileSync(new URL(`../../schema/${name}`, import.meta.url), text)
  }
}
