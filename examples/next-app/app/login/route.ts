// Auth.js begins a login by POST; this makes it a link.
import { signIn } from '../../auth'

export const GET = () => signIn('okta', { redirectTo: '/' })
