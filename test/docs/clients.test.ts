import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

t.test('the README names the versions of clients that were tried', (t) => {
  const section = read('README.md').split('## Clients that were tried')[1]?.split('\n## ')[0] ?? ''
  const rows = [...section.matchAll(/^\| `([^`]+)`[^|]* \| (\d[^ ]*) \|/gm)].map(([, name = '', version]) => [
    name,
    version,
  ])
  t.ok(rows.length >= 7)
  t.strictSame(
    rows,
    rows.map(([name]) => {
      const { version } = JSON.parse(read(`node_modules/${name}/package.json`)) as { readonly version: string }
      return [name, version]
    }),
  )
  t.end()
})
