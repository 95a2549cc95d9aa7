// The script of the callback page. It writes text nodes only, never HTML.

export const callbackScript = `
const { method, query, form, orgUrl } = JSON.parse(document.getElementById('arrived').textContent)
const fragment = [...new URLSearchParams(location.hash.slice(1))]
const [how, pairs] = fragment.length > 0 ? ['In the fragment', fragment] : form.length > 0 ? ['In a form (' + method + ')', form] : ['In the query', query]
const value = Object.fromEntries(pairs)
const add = (parent, name, text) => {
  const element = document.createElement(name)
  if (text !== undefined) element.textContent = text
  return parent.appendChild(element)
}
const decode = (part) => JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))))
const shown = document.getElementById('shown')
shown.textContent = ''
document.getElementById('how').textContent = pairs.length === 0 ? 'Nothing arrived: open the authorize URL that mockta printed at its start.' : how
if (value.error) {
  const box = add(shown, 'div', value.error + ': ' + (value.error_description || ''))
  box.className = 'error'
  box.setAttribute('role', 'alert')
  add(shown, 'p', 'The log of mockta says in one line what to change.')
}
if (value.access_token) {
  add(shown, 'h2', 'Call the API with it')
  add(shown, 'pre', "curl -H 'Authorization: Bearer " + value.access_token + "' " + orgUrl + '/api/v1/users/me')
}
if (value.code) {
  add(shown, 'h2', 'Exchange the code (five minutes, once)')
  add(shown, 'pre', 'curl -u CLIENT_ID:CLIENT_SECRET -d grant_type=authorization_code -d code=' + value.code + ' -d redirect_uri=' + location.origin + location.pathname + ' ' + orgUrl + '/oauth2/v1/token')
}
for (const name of ['access_token', 'id_token']) {
  if (!value[name] || value[name].split('.').length !== 3) continue
  add(shown, 'h2', name + ', decoded')
  try {
    const [header, payload] = value[name].split('.').slice(0, 2).map(decode)
    add(shown, 'pre', JSON.stringify(header, null, 2))
    add(shown, 'pre', JSON.stringify(payload, null, 2))
    if (payload.exp) add(shown, 'p', 'Good until ' + new Date(payload.exp * 1000).toLocaleString())
  } catch {
    add(shown, 'p', 'This is not a JWT.')
  }
}
if (pairs.length > 0) {
  add(shown, 'h2', 'All parameters')
  const table = add(shown, 'table')
  for (const [name, text] of pairs) {
    const row = add(table, 'tr')
    add(row, 'th', name).scope = 'row'
    add(row, 'td', text)
  }
}
`
