import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { apiErrors } from '../../src/server/api/catalogue.js'
import { bearerProblems } from '../../src/server/bearer/challenge.js'
import { oauthErrors } from '../../src/server/oauth/catalogue.js'

const root = new URL('../../', import.meta.url)

const files = readdirSync(new URL('src/server', root), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(new URL(`src/server/${file}`, root), 'utf8') }))

const register = new Set(
  [...readFileSync(new URL('docs/sources.md', root), 'utf8').matchAll(/^\| (S-\d{3}) \|/gm)].map(([, id = '']) => id),
)

/** Catalogues are where refusals are said, not where they are used. */
const isCatalogue = (file: string): boolean => /(^|\/)(catalogue|challenge)\.ts$|(^|\/)errors\//.test(file)

const used = files
  .filter(({ file }) => !isCatalogue(file))
  .map(({ text }) => text)
  .join('\n')

const catalogues = { api: apiErrors, oauth: oauthErrors, bearer: bearerProblems }

for (const [name, entries] of Object.entries(catalogues)) {
  t.test(`the ${name} catalogue: every refusal has a source, and happens somewhere`, async (t) => {
    for (const [id, { source }] of Object.entries(entries)) {
      t.ok(register.has(source), `${id} names ${source}`)
      t.match(used, new RegExp(`['"]${id}['"]`), `${id} is used`)
    }
  })
}

t.test('every entry of the register is cited where the behaviour is', async (t) => {
  const all = [...files.map(({ text }) => text)].join('\n')
  t.strictSame(
    [...register].filter((id) => !all.includes(id)),
    [],
  )
})
