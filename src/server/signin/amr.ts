// How a person signed in, as tokens and sessions say it (RFC 8176), in the order Okta lists it (S-233).

export const byPassword: readonly string[] = ['pwd']

export const byPasswordAndCode: readonly string[] = ['mfa', 'otp', 'pwd']
