import { execFileSync } from 'node:child_process'
import t from 'tap'
import { command, quote } from '../../../src/server/pages/shell.js'

t.test('a shell reads back exactly what was quoted', async (t) => {
  const words = [
    'plain',
    '',
    'a b',
    "it's",
    "'; echo pwned; '",
    '$(id) `id` $HOME "x" \\',
    'line\nline',
    '*',
    '-n',
    '😀',
  ]
  const out = execFileSync('sh', ['-c', `for word in ${words.map(quote).join(' ')}; do printf '%s\\0' "$word"; done`])
  t.strictSame(out.toString().split('\0').slice(0, -1), words)
})

t.test('a command stands on lines that belong together', async (t) => {
  t.equal(
    command(['curl', 'http://localhost/x'], ['-H', 'Authorization: Bearer abc'], ['-d', 'a=1']),
    "curl http://localhost/x \\\n  -H 'Authorization: Bearer abc' \\\n  -d a=1",
  )
})
