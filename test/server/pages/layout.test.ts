import { createHash } from 'node:crypto'
import t from 'tap'
import { layout } from '../../../src/server/pages/layout.js'

t.test('no script, no frame, nothing from elsewhere, never cached', async (t) => {
  const { html, headers } = layout({ title: 'a < b', main: '<h1>x</h1>' })
  const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? ''
  t.strictSame(headers, {
    'cache-control': 'no-cache, no-store',
    pragma: 'no-cache',
    expires: '0',
    'content-security-policy': `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'content-language': 'en',
  })
  t.match(html, '<html lang="en">')
  t.match(html, '<title>a &#60; b</title>')
  t.notMatch(html, '<script')
})

t.test('a script runs by its nonce', async (t) => {
  const { html, headers } = layout({ title: 't', main: '', script: { nonce: 'n0nce', code: 'go()' } })
  t.match(html, '<script nonce="n0nce">go()</script>')
  t.match(headers['content-security-policy'], "; script-src 'nonce-n0nce'; base-uri")
})
