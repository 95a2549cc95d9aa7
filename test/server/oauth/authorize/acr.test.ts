import { decodeJwt } from 'jose'
import t from 'tap'
import { ask } from '../../../fixtures/ask.js'
import { go, htmlOf, param, sent, signedInAs, signIn, stateTokenOf } from '../../../fixtures/authorize.js'
import { codeAt, guarded } from '../../../fixtures/codes.js'
import { ada, createTestDeps, start } from '../../../fixtures/deps.js'

const mfa = ['mfa', 'otp', 'pwd']
const oneFactor = 'urn:okta:loa:1fa:any'
const password = 'urn:okta:loa:1fa:pwd'
const twoFactors = 'urn:okta:loa:2fa:any'
const ifPossible = 'urn:okta:loa:2fa:any:ifpossible'

t.test('the first value that can be reached stands in the tokens, or a code is asked for', async (t) => {
  const cases: readonly (readonly [string, typeof ada, readonly string[], string])[] = [
    [oneFactor, ada, ['pwd'], oneFactor],
    [password, ada, ['pwd'], password],
    [twoFactors, guarded, mfa, twoFactors],
    [twoFactors, guarded, ['pwd'], 'page'],
    [ifPossible, guarded, mfa, ifPossible],
    [ifPossible, guarded, ['pwd'], 'page'],
    [ifPossible, ada, ['pwd'], ifPossible],
    [`phr ${twoFactors} ${oneFactor}`, ada, ['pwd'], oneFactor],
    [`${twoFactors} ${oneFactor}`, guarded, mfa, twoFactors],
    [`${oneFactor} ${twoFactors}`, guarded, ['pwd'], oneFactor],
    [`${twoFactors} ${oneFactor}`, guarded, ['pwd'], 'page'],
    [`urn:nobody:knows ${oneFactor}`, ada, ['pwd'], oneFactor],
    ['urn:nobody:knows', ada, ['pwd'], 'none'],
    ['', ada, ['pwd'], 'none'],
  ]
  for (const [acr_values, user, amr, expected] of cases) {
    const deps = createTestDeps({ users: [user] })
    const change = { acr_values, response_type: 'id_token token', scope: 'openid' }
    const { answer } = await go(change, deps, await signedInAs(user, deps, amr))
    const name = `${acr_values} by ${amr.join(' ')}`
    if (expected === 'page') {
      t.match(htmlOf(answer), /Enter the code/, name)
      continue
    }
    const acr = expected === 'none' ? undefined : expected
    t.equal(decodeJwt(param(answer, 'id_token') ?? '').acr, acr, name)
    t.equal(decodeJwt(param(answer, 'access_token') ?? '').acr, acr, name)
  }
})

t.test('what cannot be reached is refused by redirect', async (t) => {
  for (const acr_values of [twoFactors, 'phr', 'phrh', `phrh ${twoFactors}`]) {
    const deps = createTestDeps()
    const { answer } = await go({ acr_values }, deps, await signedInAs(ada, deps))
    t.strictSame(
      sent(answer).params,
      [
        ['state', 's'],
        ['error', 'unmet_authentication_requirements'],
        ['error_description', "Unable to meet the authentication requirements imposed by 'acr_values' parameter."],
      ],
      acr_values,
    )
  }
})

t.test('Classic knows three values and ignores the others', async (t) => {
  for (const acr_values of [ifPossible, 'phr', 'phrh']) {
    const deps = createTestDeps({ engine: 'classic' })
    const { answer } = await go({ acr_values }, deps, await signedInAs(ada, deps))
    t.ok(param(answer, 'code'), acr_values)
  }
})

t.test('prompt=none and a session without the second factor', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const { answer } = await go({ acr_values: twoFactors, prompt: 'none' }, deps, await signedInAs(guarded, deps))
  t.strictSame(sent(answer).params.slice(1), [
    ['error', 'login_required'],
    ['error_description', 'The client specified not to prompt, but the client app requires re-authentication or MFA.'],
  ])
})

t.test('the step up asks for a code only, and the session is worth more afterwards', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const cookies = await signedInAs(guarded, deps)
  deps.advance(60)
  const change = { acr_values: twoFactors, response_type: 'id_token', scope: 'openid' }
  const page = (await go(change, deps, cookies)).answer
  t.equal(page.status, 200)
  t.match(htmlOf(page), /ada@example\.com/)
  t.notMatch(htmlOf(page), /name="identifier"/)

  const post = (code: string) =>
    signIn(ask({ form: { stateToken: stateTokenOf(page), 'credentials.passcode': code } }), deps)
  const wrong = await post('000000')
  t.equal(wrong.status, 401)
  t.match(htmlOf(wrong), /role="alert"[^>]*>Invalid code\. Try again\./)

  const claims = decodeJwt(param(await post(codeAt(start + 60)), 'id_token') ?? '')
  t.match(claims, { acr: twoFactors, amr: mfa, auth_time: start })
  const silent = await go({ ...change, prompt: 'none' }, deps, cookies)
  t.match(decodeJwt(param(silent.answer, 'id_token') ?? ''), { acr: twoFactors, amr: mfa })
})

t.test('a step up whose session has ended meanwhile', async (t) => {
  const deps = createTestDeps({ users: [guarded] })
  const page = (await go({ acr_values: twoFactors }, deps, await signedInAs(guarded, deps))).answer
  await deps.store.revoke(guarded.id, 60)
  const form = { stateToken: stateTokenOf(page), 'credentials.passcode': codeAt(start) }
  const answer = await signIn(ask({ form }), deps)
  t.equal(answer.status, 400)
  t.match(htmlOf(answer), /Request expired, please start over and try again\./)
})
