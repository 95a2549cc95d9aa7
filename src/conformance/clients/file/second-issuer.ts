// The client as it is at its second issuer: a client file of its own, made of what the file says of it.
import type { ClientContent } from './client-file.js'
import type { ClientFile } from './read-client-file.js'

/** Nobody listens there: a library is handed its callbacks. */
const nowhere = 'http://localhost:9/second/callback'
const usual = { client_id: '0oaatsecondissuer000', client_secret: 'secret-at-the-second-issuer-0123456789' }

const contentThere = ({ client }: ClientContent): ClientContent | undefined => {
  if (client.kind === 'web' && client.second_issuer) {
    const { second_issuer, issuer: _, ...same } = client
    return { client: { ...same, ...usual, ...second_issuer } }
  }
  if (client.kind === 'library' && client.second_issuer) {
    const { second_issuer, issuer: _, ...same } = client
    return { client: { ...same, ...usual, callback: nowhere, ...second_issuer } }
  }
  return undefined
}

/** Undefined where the file names none. */
export const secondFileOf = (file: ClientFile): ClientFile | undefined => {
  const content = contentThere(file.content)
  return content && { ...file, content }
}
