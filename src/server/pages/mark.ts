// The mark on top of the pages: an m in a dashed frame, the sign for something that stands in for something else.
const frame =
  '<rect x="5" y="5" width="54" height="54" rx="14" fill="none" stroke="#3f72e8" stroke-width="5" stroke-dasharray="10.7 7.2" stroke-linecap="round"/>'
const letter = 'M19 45V29a6.5 6.5 0 0 1 13 0v16m0-16a6.5 6.5 0 0 1 13 0v16'
const stroke = 'fill="none" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"'

/** Mark and name, for the head of a card. */
export const mark = `<p class="mark"><svg viewBox="0 0 64 64" aria-hidden="true">${frame}<path d="${letter}" ${stroke} stroke="currentColor"/></svg>mockta</p>`

/** The mark as an address that an icon link takes; the page's policy must let `data:` images through. */
export const iconUrl = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${frame}<path d="${letter}" ${stroke} stroke="#3f72e8"/></svg>`,
)}`
