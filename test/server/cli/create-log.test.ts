import t from 'tap'
import { createLog } from '../../../src/server/cli/create-log.js'
import type { LogLevel } from '../../../src/server/config/option-values.js'

const capture = (level: LogLevel, isTTY: boolean, hasColors = false) => {
  const lines: string[] = []
  const log = createLog(level, {
    isTTY,
    hasColors: () => hasColors,
    write: (text) => lines.push(text),
  })
  return { log, lines }
}

t.test('JSON where nobody looks on: level by name, ISO time, the fields, the message', async (t) => {
  const { log, lines } = capture('info', false)
  log.info({ clientId: '0oa1' }, 'GET /a 200')
  log.warn({}, 'b')
  log.error({ err: new TypeError('no') }, 'c')
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  t.match(entries, [
    { level: 'info', time, clientId: '0oa1', msg: 'GET /a 200' },
    { level: 'warn', time, msg: 'b' },
    { level: 'error', time, err: { type: 'TypeError', message: 'no', stack: /^TypeError: no\n/ }, msg: 'c' },
  ])
  t.strictSame(Object.keys(entries[1] ?? {}), ['level', 'time', 'msg'], 'no process id, no host name')
  t.ok(lines.every((line) => line.indexOf('\n') === line.length - 1))
})

t.test('a short line on a terminal, and the stack of a defect', async (t) => {
  const { log, lines } = capture('info', true)
  log.info({ clientId: '0oa1' }, 'GET /a 200')
  log.warn({}, 'b')
  log.error({ err: new TypeError('no') }, 'c')
  const plain = lines.map((line) => line.replace(/^\d\d:\d\d:\d\d/, 'TIME'))
  t.strictSame(plain.slice(0, 2), ['TIME info  GET /a 200\n', 'TIME warn  b\n'])
  t.match(plain[2], /^TIME error c\nTypeError: no\n +at /)
  const coloured = capture('info', true, true)
  coloured.log.warn({}, 'b')
  const [line = ''] = coloured.lines
  t.equal(line, `\u001b[33m${line.slice(5, 13)} warn \u001b[39m b\n`, 'a warning is yellow')
})

t.test('a level leaves out what is below it', async (t) => {
  const heard = (level: LogLevel) => {
    const { log, lines } = capture(level, false)
    for (const name of ['info', 'warn', 'error'] as const) log[name]({}, name)
    return lines.map((line) => (JSON.parse(line) as { msg: string }).msg)
  }
  t.strictSame(heard('trace'), ['info', 'warn', 'error'])
  t.strictSame(heard('warn'), ['warn', 'error'])
  t.strictSame(heard('error'), ['error'])
  t.strictSame(heard('fatal'), [])
  t.strictSame(heard('silent'), [])
})
