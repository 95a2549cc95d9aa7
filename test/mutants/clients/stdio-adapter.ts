// The reference library behind a stdio adapter: `node stdio-adapter.js FLAW…` speaks the protocol, one JSON object a line.
import { createInterface } from 'node:readline'
import type { Request } from '../../../src/conformance/clients/adapter/protocol.js'
import { type Flaw, libraryFlaws } from './flaws.js'
import { createLibrary } from './library.js'

const flaws = process.argv.slice(2).filter((name): name is Flaw => Object.hasOwn(libraryFlaws, name))
const answer = createLibrary(new Set(flaws))

for await (const line of createInterface({ input: process.stdin })) {
  const { id, ...request } = JSON.parse(line) as Request & { readonly id: number }
  process.stdout.write(`${JSON.stringify({ id, ...(await answer(request as Request)) })}\n`)
}
