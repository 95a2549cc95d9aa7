// What the documents promise holds: links lead somewhere, sources exist, the README's snippets work.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { checkConfig } from '../src/server/config/read.js'
import { type ConfigFile, startOrg } from '../src/server/index.js'

const root = join(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
const documents = files.filter((file) => file.endsWith('.md'))

t.test('links between documents lead somewhere', async (t) => {
  for (const file of documents) {
    const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
    const broken = links
      .filter((target) => !/^(https?:|#)/.test(target))
      .filter((target) => !existsSync(join(root, dirname(file), target.split('#')[0] ?? '')))
    t.strictSame(broken, [], file)
  }
})

t.test('every source that is cited is in the register, once', async (t) => {
  const entries = [...read('docs/sources.md').matchAll(/^\| (S-\d{3}) \|/gm)].map(([, id]) => id)
  t.strictSame(entries, [...new Set(entries)])
  const known = new Set(entries)
  const unknown = files
    .filter((file) => /^(src|docs|test)\/.*\.(ts|md)$/.test(file))
    .flatMap((file) => [...read(file).matchAll(/\bS-\d{3}\b/g)].map(([id]) => `${id} in ${file}`))
    .filter((citation) => !known.has(citation.split(' ')[0]))
  t.strictSame(unknown, [])
})

t.test('the authorize URL of the README shows a sign-in page', async (t) => {
  const org = await startOrg({ seed: 1 })
  t.teardown(() => org.close())
  const [url = ''] = /^http:\/\/localhost:6582\/oauth2\/v1\/authorize\?\S+$/m.exec(read('README.md')) ?? []
  const response = await fetch(url.replace('http://localhost:6582', org.url))
  t.equal(response.status, 200)
  t.match(await response.text(), 'name="credentials.passcode"')
})

t.test('the apps and users that the README names are those of the built-in org', async (t) => {
  const org = await startOrg({ seed: 1 })
  t.teardown(() => org.close())
  const { apps, users } = org.admin.org()
  const [app] = apps
  const text = read('README.md')
  t.match(text, `| Client ID | \`${app?.client_id}\` |`)
  t.match(text, `| Client Secret | \`${app?.client_secret}\` |`)
  const [, callback = ''] = /\| Callback URL \| `([^`]+)`/.exec(text) ?? []
  t.ok(app?.redirect_uris.includes(callback), callback)
  t.match(text, `\`${users[0]?.profile.login}\` with the password \`${users[0]?.credentials.password?.value}\``)
})

t.test('the configuration in the README is one', async (t) => {
  const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(read('README.md')) ?? []
  t.strictSame(checkConfig(parse(yaml) as ConfigFile).warnings, [])
})
