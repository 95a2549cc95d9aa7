// A client's file as somebody would write it who knows what the kit found out: to be saved, and corrected.
import { stringify } from 'yaml'
import type { ClientContent } from '../file/client-file.js'

const aboutProbe = (page: string): string => `# Who is signed in was guessed from ${page}. Better is a URL that tells:
# probe:
#   url: ${new URL('/api/me', page).href}
#   signedIn: { status: 200, json: email }
#   signedOut: { status: 401 }
`

/** @param probe the page that is watched, where the content names no probe */
export const clientYaml = (content: ClientContent, probe: string | undefined): string => {
  const { client_secret: secret, ...client } = content.client
  // A secret is not written down: whoever knows it has it in the environment.
  const shown = {
    ...content,
    client: { ...client, ...(secret !== undefined && { client_secret: '$OKTA_CLIENT_SECRET' }) },
  }
  return `${stringify(shown)}${probe === undefined ? '' : aboutProbe(probe)}`
}
