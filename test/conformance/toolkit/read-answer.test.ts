import t from 'tap'
import { readAnswer } from '../../../src/conformance/toolkit/read-answer.js'
import type { WireResponse } from '../../../src/conformance/wire/exchange.js'

const back = 'https://app.test/callback'

const page = (status: number, text: string): WireResponse => {
  const request = { method: 'GET', url: 'https://op.test/authorize' }
  return {
    status,
    headers: [],
    text,
    json: undefined,
    request,
    header: () => undefined,
    exchange: { number: 1, purpose: 'check', durationMs: 0, request: { ...request, headers: {} } },
  }
}

t.test('a form that posts to the app is its answer, with whatever status the page has', async (t) => {
  const form = `<form method="post" action="${back}"><input type="hidden" name="error" value="login_required"></form>`
  for (const status of [200, 400]) {
    t.match(
      readAnswer(page(status, form), back),
      { channel: 'form_post', params: new Map([['error', 'login_required']]), redirectUri: back },
      String(status),
    )
  }
})

t.test('a form that posts elsewhere is none', async (t) => {
  t.equal(readAnswer(page(200, '<form method="post" action="/login"><input name="user"></form>'), back), undefined)
})
