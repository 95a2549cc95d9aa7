import t from 'tap'
import { usage } from '../../../src/server/config/usage.js'

t.test('each text says how to call its command, and fits a terminal', async (t) => {
  for (const [command, text] of Object.entries(usage)) {
    t.match(text, command === 'serve' ? /^Usage: mockta \[serve\]/ : new RegExp(`^Usage: mockta ${command} `))
    t.ok(text.endsWith('\n'))
    const widest = Math.max(...text.split('\n').map((line) => line.length))
    t.ok(widest <= 120, `${command}: ${widest} columns`)
  }
})

t.test('serve lists every flag beside its environment variable', async (t) => {
  const flags = [
    'config',
    'host',
    'port',
    'admin-host',
    'admin-port',
    'url',
    'seed',
    'log-level',
    'quiet',
    'tls',
    'tls-cert',
    'tls-key',
  ]
  for (const flag of flags) {
    const variable = `MOCKTA_${flag.toUpperCase().replaceAll('-', '_')}`
    t.match(usage.serve, new RegExp(`\\n  --${flag} .*${variable}\\n`), flag)
  }
})
