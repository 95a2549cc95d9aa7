import { auth } from '../auth'

type Props = { searchParams: Promise<{ error?: string }> }

export default async function Page({ searchParams }: Props) {
  const session = await auth()
  const { error } = await searchParams
  return (
    <main>
      {error && <p>Signing in did not work ({error}).</p>}
      {session?.user ? (
        <p>
          You are signed in as {session.user.name}. <a href="/logout">Sign out</a>
        </p>
      ) : (
        <a href="/login">Sign in</a>
      )}
    </main>
  )
}
