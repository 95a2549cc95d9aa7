// The script of the callback page. The server renders everything; this hands it the fragment, which it cannot see,
// and brings the buttons to life.

/** Marks a form that the script posted because the browser had the answer in its fragment. */
export const fragmentHeader = 'x-arrived-in'

export const callbackScript = `
const showFragment = async () => {
  if (location.hash.length < 2) return
  const main = document.querySelector('main')
  main.hidden = true
  const answer = await fetch(location.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', '${fragmentHeader}': 'fragment' },
    body: location.hash.slice(1),
  })
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  main.replaceWith(document.adoptNode(page.querySelector('main')))
  document.title = page.title
}
const copy = async (button) => {
  const source = document.getElementById(button.dataset.copy)
  getSelection().selectAllChildren(source)
  await navigator.clipboard.writeText(source.textContent)
  button.textContent = 'Copied'
}
const call = async ({ dataset }) => {
  const output = document.getElementById('answer')
  output.hidden = false
  output.textContent = '…'
  try {
    const answer = await fetch(dataset.call, { headers: { authorization: 'Bearer ' + dataset.token } })
    const body = await answer.text()
    const said = answer.headers.get('www-authenticate')
    output.textContent = [
      answer.status + ' ' + answer.statusText,
      ...(said ? ['www-authenticate: ' + said] : []),
      ...(body ? [JSON.stringify(JSON.parse(body), null, 2)] : []),
    ].join('\\n')
  } catch (error) {
    output.textContent = 'No answer: ' + error.message
  }
}
document.addEventListener('click', ({ target }) => {
  if (target.dataset.copy) copy(target)
  if (target.dataset.call) call(target)
})
addEventListener('hashchange', showFragment)
showFragment()
`
