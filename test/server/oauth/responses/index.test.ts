import vm from 'node:vm'
import t from 'tap'
import type { Answer } from '../../../../src/server/exchange.js'
import { go, htmlOf, signedInAs, stateTokenOf } from '../../../fixtures/authorize.js'
import { ada, callback, codeOnly, createTestDeps } from '../../../fixtures/deps.js'

interface Posted {
  readonly data: Readonly<Record<string, unknown>>
  readonly targetOrigin: string
}

/** Runs the page's script as a browser would; gives what parent and opener were sent. */
const run = (answer: Answer, place: 'frame' | 'popup' | 'alone'): { parent: Posted[]; opener: Posted[] } => {
  const [, nonce, code = ''] = /<script nonce="([^"]+)">([\s\S]*?)<\/script>/.exec(htmlOf(answer)) ?? []
  const policy = answer.headers?.['content-security-policy']
  if (!policy?.includes(`script-src 'nonce-${nonce}'`)) throw new Error(`the policy forbids the script: ${policy}`)
  const got = { parent: [] as Posted[], opener: [] as Posted[] }
  const receiver = (list: Posted[]) => ({
    postMessage: (data: object, targetOrigin: string) => list.push({ data: { ...data }, targetOrigin }),
  })
  const window: Record<string, unknown> = {
    addEventListener: (event: string, handler: () => void) => {
      if (event === 'load') handler()
    },
    opener: place === 'popup' ? receiver(got.opener) : null,
  }
  window.parent = place === 'frame' ? receiver(got.parent) : window
  vm.runInNewContext(code, { window })
  return got
}

const mode = { response_mode: 'okta_post_message' }

t.test('okta_post_message hands the answer to the window that framed or opened the page', async (t) => {
  const deps = createTestDeps()
  const { answer } = await go({ ...mode, prompt: 'none' }, deps, await signedInAs(ada, deps))
  t.equal(answer.status, 200)
  t.match(htmlOf(answer), /function onWindowLoadHandler\(\)/)
  const code = /"code":"([\w-]{43})"/.exec(htmlOf(answer))?.[1]
  const message = { data: { code, state: 's' }, targetOrigin: new URL(callback).origin }
  t.strictSame(run(answer, 'frame'), { parent: [message], opener: [] })
  t.strictSame(run(answer, 'popup'), { parent: [], opener: [message] })
  t.strictSame(run(answer, 'alone'), { parent: [], opener: [] })
})

t.test('okta_post_message carries tokens too', async (t) => {
  const deps = createTestDeps()
  const cookies = await signedInAs(ada, deps)
  const { answer } = await go({ ...mode, response_type: 'token id_token', scope: 'openid' }, deps, cookies)
  const [message] = run(answer, 'frame').parent
  t.match(message?.data, { id_token: String, access_token: String, token_type: 'Bearer', expires_in: '3600' })
  t.match(message?.data, { scope: 'openid', state: 's' })
})

t.test('the page may be framed, other pages not', async (t) => {
  const deps = createTestDeps()
  const { answer } = await go({ ...mode, prompt: 'none' }, deps)
  t.notMatch(answer.headers?.['content-security-policy'], /frame-ancestors/)
  t.notOk(answer.headers?.['x-frame-options'])
  const page = (await go(mode, deps)).answer
  t.ok(stateTokenOf(page))
  t.match(page.headers?.['content-security-policy'], /frame-ancestors 'none'/)
})

t.test('errors travel the same way, those of response type and mode too', async (t) => {
  const cases: readonly (readonly [Readonly<Record<string, string | undefined>>, string])[] = [
    [{ prompt: 'none' }, 'login_required'],
    [{ response_type: 'nothing' }, 'unsupported_response_type'],
    [{ client_id: codeOnly.clientId, response_type: 'id_token' }, 'unsupported_response_type'],
    [{ scope: 'openid nothing' }, 'invalid_scope'],
  ]
  for (const [change, error] of cases) {
    const { answer } = await go({ ...mode, ...change }, createTestDeps())
    const [message] = run(answer, 'frame').parent
    t.strictSame(Object.keys(message?.data ?? {}), ['state', 'error', 'error_description'], error)
    t.match(message, { data: { error, state: 's' }, targetOrigin: 'http://localhost:8080' }, error)
  }
  const { answer } = await go({ ...mode, state: undefined }, createTestDeps())
  t.strictSame(Object.keys(run(answer, 'frame').parent[0]?.data ?? {}), ['error', 'error_description'])
})

t.test('nothing in the answer can end the script', async (t) => {
  const state = '</script><script>alert(1)</script>\u2028"\\'
  const { answer } = await go({ ...mode, state, prompt: 'none' }, createTestDeps())
  t.equal(htmlOf(answer).match(/<script/g)?.length, 1)
  t.equal(run(answer, 'frame').parent[0]?.data.state, state)
})
