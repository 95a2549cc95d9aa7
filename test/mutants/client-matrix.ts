// `npm run mutants:clients`: every check against every broken library and web app. Writes what it saw, to be read and checked in.
import { writeFileSync } from 'node:fs'
import { type Flaw, libraryFlaws } from './clients/flaws.js'
import { failing, runLibrary, startMutantOrg } from './library.js'
import { type WebFlaw, webFlaws } from './web/flaws.js'
import { noticed, runWebApp } from './web.js'

type Matrix = Record<string, readonly string[]>

const org = await startMutantOrg()
const library: Matrix = {}
const web: Matrix = {}
const say = (name: string, caught: readonly string[], expected: readonly string[]): readonly string[] => {
  const missed = expected.filter((id) => !caught.includes(id))
  process.stderr.write(`${name}: ${missed.length > 0 ? `MISSED by ${missed.join(', ')}` : caught.join(', ')}\n`)
  if (missed.length > 0) process.exitCode = 1
  return caught.toSorted()
}

library[''] = say('correct library', failing(await runLibrary(org, [])), [])
for (const flaw of Object.keys(libraryFlaws) as Flaw[]) {
  library[flaw] = say(flaw, failing(await runLibrary(org, [flaw])), libraryFlaws[flaw])
}
await org.close()
web[''] = say('correct web app', noticed(await runWebApp({})), [])
for (const flaw of Object.keys(webFlaws) as WebFlaw[]) {
  web[flaw] = say(flaw, noticed(await runWebApp({ flaws: [flaw] })), webFlaws[flaw])
}

const path = new URL('./clients/matrix.json', import.meta.url)
writeFileSync(path, `${JSON.stringify({ library, web }, undefined, 2)}\n`)
