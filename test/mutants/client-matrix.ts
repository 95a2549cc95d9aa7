// `npm run mutants:clients [-- NAME…]`: every check against every broken client, or those of a kind (`spa`), or some flaws.
// Writes what it saw, row by row, to be read and checked in.
import { libraryFlaws } from './clients/flaws.js'
import { type Matrix, type Rows, readMatrix, writeMatrix } from './clients/matrix.js'
import { failing as failingOfLibrary, runLibrary, startMutantOrg } from './library.js'
import { serviceFlaws } from './service/flaws.js'
import { createMutant, failing as failingOfService, runAnswering, startServiceOrg } from './service.js'
import { noticing, spaFlaws } from './spa/flaws.js'
import { failing as failingOfSpa, runReference, startSpaOrg } from './spa.js'
import { webFlaws } from './web/flaws.js'
import { noticed, runWebApp } from './web.js'

const names = process.argv.slice(2)

const isAsked = (kind: string, flaw: string): boolean =>
  names.length === 0 || names.includes(kind) || names.includes(flaw)

const keysOf = <Name extends string>(flaws: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(flaws) as Name[]

/** Rows of one kind of client: the correct one under no name, then the flaws in the order of their table. */
const fill = async <Name extends string>(
  kind: keyof Matrix,
  flaws: Readonly<Record<Name, unknown>>,
  expectedOf: (flaw: Name) => readonly string[],
  catching: (flaw?: Name) => Promise<readonly string[]>,
): Promise<void> => {
  const look = async (name: Name | '', expected: readonly string[]): Promise<void> => {
    if (!isAsked(kind, name)) return
    const caught = (await (name === '' ? catching() : catching(name))).toSorted()
    const missed = expected.filter((id) => !caught.includes(id))
    const outcome = missed.length > 0 ? `MISSED by ${missed.join(', ')}` : caught.join(', ')
    process.stderr.write(`${kind} ${name}: ${outcome}\n`)
    if (missed.length > 0) process.exitCode = 1
    const matrix = readMatrix()
    const rows: Rows = { ...matrix[kind], [name]: caught }
    const ordered = ['', ...keysOf(flaws)].flatMap((one) => (rows[one] ? [[one, rows[one]] as const] : []))
    writeMatrix({ ...matrix, [kind]: Object.fromEntries(ordered) })
  }
  await look('', [])
  for (const name of keysOf(flaws)) await look(name, expectedOf(name))
}

const anyAsked = (kind: string, flaws: object): boolean => Object.keys(flaws).some((flaw) => isAsked(kind, flaw))

if (anyAsked('library', libraryFlaws)) {
  const org = await startMutantOrg()
  await fill(
    'library',
    libraryFlaws,
    (flaw) => libraryFlaws[flaw],
    async (flaw) => failingOfLibrary(await runLibrary(org, flaw ? [flaw] : [])),
  )
  await org.close()
}

await fill(
  'web',
  webFlaws,
  (flaw) => webFlaws[flaw],
  async (flaw) => noticed(await runWebApp({ flaws: flaw ? [flaw] : [] })),
)

if (anyAsked('service', serviceFlaws)) {
  const org = await startServiceOrg()
  await fill(
    'service',
    serviceFlaws,
    (flaw) => serviceFlaws[flaw].fails,
    async (flaw) => {
      const caught: string[] = []
      for (const mode of flaw ? [serviceFlaws[flaw].mode] : (['bearer', 'dpop'] as const)) {
        const app = createMutant(org, flaw ? [flaw] : [])
        caught.push(...failingOfService(await runAnswering(org, app, { mode })))
      }
      return caught
    },
  )
  await org.close()
}

if (anyAsked('spa', spaFlaws)) {
  const org = await startSpaOrg()
  await fill(
    'spa',
    spaFlaws,
    (flaw) => noticing(spaFlaws[flaw]),
    async (flaw) => {
      const caught: string[] = []
      for (const flow of flaw ? [spaFlaws[flaw].flow] : (['code', 'implicit', 'window'] as const)) {
        caught.push(...failingOfSpa(await runReference(org, flow, flaw ? [flaw] : [])))
      }
      return caught
    },
  )
  await org.close()
}
