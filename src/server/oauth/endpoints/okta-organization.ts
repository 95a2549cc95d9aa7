// GET /.well-known/okta-organization: which org this is and which engine it runs (S-071).
import { type Endpoint, noStore } from '../../exchange.js'

/** `pipeline` is idx on Identity Engine and v1 on Classic. */
export const oktaOrganization: Endpoint = (_ask, { org, url }) => ({
  status: 200,
  headers: noStore,
  json: {
    id: org.id,
    _links: { organization: { href: url } },
    pipeline: org.engine === 'classic' ? 'v1' : 'idx',
  },
})
