import t from 'tap'
import { createCommandService } from '../../../../src/conformance/clients/service/command-service.js'

const outcomeOf = async (command: string, patienceMs?: number) => {
  const service = createCommandService({ name: 'c', command, clientId: 'app', env: { WORD: 'given' } }, patienceMs)
  const agent = await service.open()
  return agent.work()
}

t.test('the exit code tells', async (t) => {
  for (const [command, outcome] of [
    ['test "$WORD" = given', { kind: 'done' }],
    ['exit 3', { kind: 'failed', reason: 'the command ended with exit code 3' }],
    ['no-such-command-here', { kind: 'broken', what: 'the command ended with exit code 127' }],
    ['kill -9 $$', { kind: 'broken', what: 'the command was ended by SIGKILL' }],
  ] as const) {
    t.strictSame(await outcomeOf(command), outcome, command)
  }
})

t.test('one that does not end is ended', async (t) => {
  t.strictSame(await outcomeOf('sleep 60', 100), { kind: 'broken', what: 'the command did not end within 0.1 s' })
})

t.test('several at the same time, and what still runs ends with the run', async (t) => {
  const service = createCommandService({ name: 'c', command: 'exit 0', clientId: 'app' })
  t.match(service, { surface: 'service', memory: 'trigger', clientId: 'app' })
  t.strictSame(await (await service.open()).workAtOnce(3), [{ kind: 'done' }, { kind: 'done' }, { kind: 'done' }])

  const slow = createCommandService({ name: 'c', command: 'sleep 60', clientId: 'app' })
  const working = (await slow.open()).work()
  await slow.close()
  t.match(await working, { kind: 'broken', what: /^the command (was ended by SIGTERM|ended with exit code 143)$/ })
})
