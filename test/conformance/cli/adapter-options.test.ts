import t from 'tap'
import { readCommand } from '../../../src/conformance/cli/options.js'

const read = (line: string) => readCommand(line.split(' '))

t.test('adapter init and check, typed', async (t) => {
  for (const [line, expected] of [
    ['adapter init --lang go', { command: 'adapter init', language: 'go', directory: '.' }],
    ['adapter init --lang csharp --dir a/b', { command: 'adapter init', language: 'csharp', directory: 'a/b' }],
    ['adapter check client.yaml', { command: 'adapter check', subject: 'client.yaml' }],
    ['adapter check python3 adapter.py', { command: 'adapter check', subject: 'python3 adapter.py' }],
    ['adapter check -- python3 -m acme.adapter', { command: 'adapter check', subject: 'python3 -m acme.adapter' }],
    ['adapter --help', { command: 'help' }],
  ] as const) {
    t.strictSame(read(line), expected, line)
  }
})

t.test('what makes no sense says what to change', async (t) => {
  const known = 'node, python, go, java, csharp, ruby, php, bash'
  for (const [line, message] of [
    ['adapter', 'adapter takes init or check'],
    ['adapter run', 'adapter takes init or check, not "run"'],
    ['adapter init', `adapter init needs a language: --lang ${known}`],
    ['adapter init --lang cobol', `--lang takes ${known}, not "cobol"`],
    ['adapter init --lang go extra', '"extra" is one argument too many: see --help'],
    ['adapter init --lang go --dir=', '--dir needs a value'],
    ['adapter check', 'adapter check takes a client file, or the command that starts an adapter'],
    ['adapter check a.yaml --lang go', '--lang and --dir are for adapter init'],
  ] as const) {
    t.throws(() => read(line), { name: 'UsageError', message }, line)
  }
})
