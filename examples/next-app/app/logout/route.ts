import { signOut } from '../../auth'

export const GET = () => signOut({ redirectTo: '/' })
