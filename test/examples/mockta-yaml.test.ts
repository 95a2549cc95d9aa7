import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { parseConfig } from '../../src/server/config/read.js'
import { configSchema } from '../../src/server/config/schema.js'

const folder = join(import.meta.dirname, '../../examples')
const text = await readFile(join(folder, 'mockta.yaml'), 'utf8')

t.test('it has no problem, and nothing to warn of but what is not built yet', async (t) => {
  const { warnings } = parseConfig(text, 'mockta.yaml')
  t.strictSame(
    warnings.filter((warning) => !warning.includes('is not built yet')),
    [],
  )
})

t.test('an editor finds its schema', async (t) => {
  const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? []
  t.equal(JSON.parse(await readFile(join(folder, path), 'utf8')).title, 'a mockta configuration')
})

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: unknown
}

/** `apps[].refresh_token.leeway`, for every key that is named. */
const keysOf = ({ properties = {}, items }: Schema, path = ''): readonly string[] => [
  ...Object.entries(properties).flatMap(([key, schema]) => [`${path}.${key}`, ...keysOf(schema, `${path}.${key}`)]),
  ...(items ? keysOf(items, `${path}[]`) : []),
]

const usedKeys = (value: unknown, path = ''): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => usedKeys(item, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [`${path}.${key}`, ...usedKeys(inner, `${path}.${key}`)])
}

t.test('it shows every key that there is', async (t) => {
  const used = new Set(usedKeys(parse(text)))
  // The comment in its first line does what this key does in JSON.
  const missing = keysOf(configSchema as Schema).filter((key) => key !== '.$schema' && !used.has(key))
  t.strictSame(missing, [])
})
