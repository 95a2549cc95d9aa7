import t from 'tap'
import { errorPage } from '../../../src/server/pages/error-page.js'

t.test('Okta’s words in the card, what to change below it, everything escaped', async (t) => {
  const { html } = errorPage({
    status: 400,
    error: 'invalid_request',
    description: 'Not <b>this</b>.',
    reason: 'add "<i>" to it',
    homeUrl: 'http://localhost:6582',
  })
  const text = (part: string | undefined) =>
    part
      ?.replace(/<svg.*<\/svg>/s, '')
      .replace(/<[^>]+>/g, '')
      .split('\n')
  const [card, below] = /<main class="card">(.*)<\/body>/s.exec(html)?.[1]?.split('</main>') ?? []
  t.strictSame(text(card), [
    '',
    'mockta',
    '400',
    'Bad Request',
    'Your request resulted in an error.',
    '',
    'Identity Provider:Unknown',
    'Error Code:invalid_request',
    'Description:Not &#60;b&#62;this&#60;/b&#62;.',
    '',
    'Go to Homepage',
    '',
  ])
  t.match(below, '<strong>What to change</strong>add &#34;&#60;i&#62;&#34; to it</p>')
  t.match(card, '<a class="button" href="http://localhost:6582/">')
})
