// The whole matrix of broken clients as it is checked in: by kind and flaw, the checks that notice.
import { readFileSync, writeFileSync } from 'node:fs'

/** By flaw; the correct client has no name. */
export type Rows = Readonly<Record<string, readonly string[]>>

/** By kind of client. */
export interface Matrix {
  readonly library: Rows
  readonly web: Rows
  readonly service: Rows
  readonly spa: Rows
}

const path = new URL('matrix.json', import.meta.url)

export const readMatrix = (): Matrix => ({
  library: {},
  web: {},
  service: {},
  spa: {},
  ...(JSON.parse(readFileSync(path, 'utf8')) as Partial<Matrix>),
})

export const writeMatrix = (matrix: Matrix): void => {
  writeFileSync(path, `${JSON.stringify(matrix, undefined, 2)}\n`)
}
