// node bench/run.js [tokens] [start] [documents] [memory] [flows] [conformance] [clients] [spa] [--quick]: measures, prints each figure beside its bound.
import { cpus } from 'node:os'
import { clients } from './scenarios/clients.js'
import { conformance } from './scenarios/conformance.js'
import { documents } from './scenarios/documents.js'
import { flows } from './scenarios/flows.js'
import { memory } from './scenarios/memory.js'
import { spa } from './scenarios/spa.js'
import { start } from './scenarios/start.js'
import { tokens } from './scenarios/tokens.js'

const scenarios = { tokens, start, documents, memory, flows, conformance, clients, spa }
const words = process.argv.slice(2)
const asked = words.filter((word) => word in scenarios)
const effort = words.includes('--quick') ? { rounds: 1, starts: 3 } : { rounds: 5, starts: 10 }

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`)
console.log('| figure | measured | bound | |\n| --- | --- | --- | --- |')
const notes = []
for (const name of asked.length > 0 ? asked : Object.keys(scenarios)) {
  const result = await scenarios[name](effort)
  for (const { name: title, value, bound, least, met } of result.figures) {
    console.log(`| ${title} | ${value.toFixed(2)} | ${least ? '≥' : '≤'} ${bound} | ${met ? 'met' : '**missed**'} |`)
  }
  notes.push(...result.notes.map((note) => `${name}: ${note}`))
}
console.log(`\n${notes.join('\n')}`)
