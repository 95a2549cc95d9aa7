// Writes docs/faults.md from the registry: `npm run docs`.
import { writeFileSync } from 'node:fs'
import type { Fault } from './fault.js'
import { allFaults } from './index.js'

const groups: readonly (readonly [title: string, has: (fault: Fault) => boolean])[] = [
  ['ID tokens', ({ kind }) => kind === 'id_token'],
  ['Access tokens', ({ kind }) => kind === 'access_token'],
  ['Answers', ({ kind }) => kind === 'answer'],
]

const intro = `# Faults

Misbehaviour on demand, for tests of clients in any language. Every fault is off until it is switched on, is named in the
journal and the log when it changes an answer, and goes off with \`POST /reset\`.

\`\`\`sh
curl -X POST localhost:6583/faults/token-429 -H 'content-type: application/json' -d '{ "count": 2, "clientId": "0oa…" }'
curl localhost:6583/faults            # all of them, which are on, how often they fired
curl -X DELETE localhost:6583/faults  # all off
\`\`\`

\`count\`: how many times; without it until it is switched off. \`clientId\`: only for that client. \`probability\` (0 to 1) with
\`seed\`: by chance, the same in every run. From a program: \`org.admin.armFault('token-429', { count: 2 })\`.

Expired sessions, codes and tokens need no fault: move the clock (\`PUT /clock\`). New keys: \`POST /keys/rotate\`.
`

/** The page as it is checked in. */
export const faultsPage = (): string => {
  const tables = groups.map(([title, has]) => {
    const rows = allFaults.filter(has).map(({ id, title: what, why }) => `| \`${id}\` | ${what} | ${why} |`)
    return `\n## ${title}\n\n| id | what the org does | why |\n| --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return intro + tables.join('')
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../../../docs/faults.md', import.meta.url), faultsPage())
}
