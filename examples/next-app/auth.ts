// Auth.js with its Okta provider, which reads AUTH_OKTA_ID, AUTH_OKTA_SECRET and AUTH_OKTA_ISSUER; AUTH_SECRET seals the session.
import NextAuth from 'next-auth'
import Okta from 'next-auth/providers/okta'

export const { handlers, auth, signIn, signOut } = NextAuth({
  providers: [Okta],
  // Outside of Vercel the app has to say that the Host header can be believed.
  trustHost: true,
  // A page of the app's own: the built-in one answers 500, which nobody can tell from a crash.
  pages: { error: '/' },
})
