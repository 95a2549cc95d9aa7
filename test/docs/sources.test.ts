import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'

const root = join(import.meta.dirname, '../..')

const ids = (text: string): readonly string[] => text.match(/\bS-\d{3}\b/g) ?? []

t.test('every source that is named in the code and the documents is in the register, once', async (t) => {
  const register = await readFile(join(root, 'docs/sources.md'), 'utf8')
  const rows = [...register.matchAll(/^\| (S-\d{3}) \|/gm)].map(([, id = '']) => id)
  t.strictSame(
    rows.filter((id, index) => rows.indexOf(id) !== index),
    [],
    'listed twice',
  )
  for (const folder of ['src', 'test', 'docs']) {
    const files = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    for (const file of files.filter((entry) => entry.isFile())) {
      const unknown = ids(await readFile(join(file.parentPath, file.name), 'utf8')).filter((id) => !rows.includes(id))
      if (unknown.length > 0) t.fail(`${file.name} names ${unknown.join(', ')}`)
    }
  }
  t.ok(rows.length > 100)
})
