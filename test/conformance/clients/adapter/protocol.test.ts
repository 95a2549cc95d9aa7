import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { operations, readReply, reasons, textOfError } from '../../../../src/conformance/clients/adapter/protocol.js'
import { root } from '../../../fixtures/built.js'

const document = readFileSync(join(root, 'docs/adapter-protocol.md'), 'utf8')

t.test('the document names every operation and every reason', async (t) => {
  const named = new Set([...document.matchAll(/`([^`\s]+)`/g)].map(([, word]) => word))
  t.strictSame(
    [...operations, ...reasons].filter((word) => !named.has(word)),
    [],
  )
})

t.test('the answers in the document are answers', async (t) => {
  const answers = [...document.matchAll(/^← (.*)$/gm)].map(([, line = '']) => line)
  t.equal(answers.length, 6)
  for (const line of answers) t.strictSame(readReply(line), JSON.parse(line))
})

t.test('why, in a line', async (t) => {
  for (const [error, shown] of [
    [undefined, undefined],
    ['no network', 'no network'],
    [{}, undefined],
    [{ message: 'unexpected nonce' }, 'unexpected nonce'],
    [{ reason: 'nonce', name: '', message: 'unexpected nonce' }, 'nonce: unexpected nonce'],
    [{ reason: 'nonce', name: 'NonceError', message: 'unexpected' }, 'nonce: NonceError: unexpected'],
  ] as const) {
    t.equal(textOfError({ id: 1, ok: true, ...(error !== undefined && { error }) }), shown)
  }
})
