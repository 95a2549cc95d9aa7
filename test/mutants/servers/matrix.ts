// The whole matrix, as it was seen when every check met every mutant (`npm run mutants`).
import { readFileSync, writeFileSync } from 'node:fs'

/** Ids of all checks that notice, by the mutant's id. */
export type Matrix = Readonly<Record<string, readonly string[]>>

const file = new URL('matrix.json', import.meta.url)

export const readMatrix = (): Matrix => JSON.parse(readFileSync(file, 'utf8')) as Matrix
export const writeMatrix = (matrix: Matrix): void => writeFileSync(file, `${JSON.stringify(matrix, undefined, 2)}\n`)
