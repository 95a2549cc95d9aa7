// The probe: who is signed in.
import { auth } from '../../../auth'

export const GET = async () => {
  const session = await auth()
  return session?.user ? Response.json({ email: session.user.email }) : new Response(null, { status: 401 })
}
