import t from 'tap'
import { fill, readForms } from '../../../src/conformance/toolkit/page.js'

const url = 'https://op.test/sign-in'

t.test('fields and buttons outside of a form belong to it by its id', async (t) => {
  const html = `<form id="a.b" method="post" action="/confirm"><input type="hidden" name="xsrf" value="1"></form>
    <form id="other"><input name="q"></form>
    <button form="a.b" name="logout" value="yes">Yes</button><button form="a.b">No</button>`
  const [form, other] = readForms(html, url)
  t.match(form, { action: 'https://op.test/confirm', method: 'post' })
  t.strictSame(form && String(fill(form, { login: '' })), 'xsrf=1&logout=yes')
  t.strictSame(
    other?.fields.map(({ name }) => name),
    ['q'],
  )
})
