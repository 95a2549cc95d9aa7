// The reference service app as an adapter process. Arguments: the names of its flaws.
import { createInterface } from 'node:readline'
import type { Message } from '../../../src/conformance/clients/adapter/protocol.js'
import { createServiceApp } from './app.js'
import { type Flaw, serviceFlaws } from './flaws.js'

const isFlaw = (word: string): word is Flaw => word in serviceFlaws
const answer = createServiceApp(new Set(process.argv.slice(2).filter(isFlaw)), async (seconds, moveClock) => {
  moveClock(seconds)
})

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line) as Message
  process.stdout.write(`${JSON.stringify({ id: message.id, ...(await answer(message)) })}\n`)
}
