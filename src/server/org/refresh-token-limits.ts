// How long refresh tokens of custom authorization servers may live (S-510).

/** Minutes: five years, the most that a policy rule can name, and what no end comes to here. */
export const longestRefreshTokenMinutes = 5 * 365 * 24 * 60

/** Seconds: as long as anything lives that a user or an app can hold. */
export const longestTokenSeconds = longestRefreshTokenMinutes * 60

/** Minutes without use after which a refresh token ends where a rule does not say: a week. */
export const usualRefreshTokenWindowMinutes = 7 * 24 * 60
