import { readFile } from 'node:fs/promises'
import t from 'tap'
import { schemaText } from '../../../src/server/config/write-schema.js'

t.test('the schema that is checked in is the one of the code', async (t) => {
  const file = new URL('../../../schema/mockta.schema.json', import.meta.url)
  t.equal(await readFile(file, 'utf8'), schemaText(), 'if not: npm run schema')
})
