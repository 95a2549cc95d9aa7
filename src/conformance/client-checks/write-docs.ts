// Writes docs/client-checks.md from the registry: `npm run docs`.
import { writeFileSync } from 'node:fs'
import { usualSeverity } from '../clients/severity.js'
import { type ClientCheck, surfaces, type Topic } from './client-check.js'
import { allClientChecks } from './for-surface.js'

const titles: Partial<Readonly<Record<Topic, string>>> = {
  request: 'What a client sends',
  response: 'Answers to the authorization request',
  'id-token': 'ID tokens and keys',
  'token-response': 'Token endpoint and userinfo',
  refresh: 'Refresh',
  logout: 'Logout',
  discovery: 'Discovery',
  hygiene: 'Browser and session',
  service: 'Service apps',
  dpop: 'DPoP',
}

const intro = `# Client checks

What \`conformance --client FILE\` looks at, ${allClientChecks.length} checks in all. An ordinary login of the client has to work first, and each check that
expects a rejection has a twin that must be accepted: silence, a crash or a client that rejects everything never passes.

**Level**: who is changed. \`O\` nobody, the kit only looks; \`Q\` the kit, as the browser, edits the authorization request, so that the
org itself makes a validly signed wrong answer; \`F\` the kit edits the answer on its way to the client; \`P\` the kit stands between
the client and the org and edits what the client fetches by itself; \`M\` the mock misbehaves. O, Q and F work on a real org too, P
with \`--mitm\`. The least intrusive one that the target offers is taken.

**Severity** is that of a failure of a public client without PKCE in the code flow, and with a star it depends on the client: a
report gives the one that applies, and why. \`interop\`: the client must accept.
`

const row = (check: ClientCheck): string => {
  const { id, title, levels, severity, sources } = check
  const star = typeof severity === 'function' ? '*' : ''
  const links = sources.map(({ text, url }) => (url === undefined ? text : `[${text}](${url})`)).join(', ')
  const who = surfaces.filter((surface) => check.surfaces.includes(surface)).join(', ')
  return `| \`${id}\` | ${title} | ${levels.join(', ')} | ${who} | ${usualSeverity(check).severity}${star} | ${links} |`
}

const head = '| id | a right client | level | for | severity | sources |\n| --- | --- | --- | --- | --- | --- |'

/** The page as it is checked in. */
export const clientChecksPage = (): string => {
  const topics = [...new Set(allClientChecks.map(({ topic }) => topic))]
  const tables = topics.map((topic) => {
    const rows = allClientChecks.filter((check) => check.topic === topic).map(row)
    return `\n## ${titles[topic] ?? topic}\n\n${head}\n${rows.join('\n')}\n`
  })
  return intro + tables.join('')
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../../../docs/client-checks.md', import.meta.url), clientChecksPage())
}
