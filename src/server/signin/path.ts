// Where the sign-in page's form goes.

/** The mock's own path: Okta's page talks to its API by script. */
export const signInPath = '/signin'

/** Where people type the code of a device (S-540). */
export const activatePath = '/activate'
