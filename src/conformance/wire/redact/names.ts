// Which values must never be written down, by the names they travel under.

/** Whoever holds one of these can act as somebody. */
const secretNames = new Set(
  [
    'access_token assertion auth_req_id authorization client_assertion client_secret clientsecret code code_verifier cookie',
    'credentials.passcode device_code dpop id_token id_token_hint interaction_code interaction_handle',
    'interactionhandle mfa_token oob_code otp passcode password private_key privatekey recoverytoken',
    'refresh_token registration_access_token request request_uri secret sessiontoken set-cookie sid',
    'statehandle statetoken subject_token token user_code value_of_token actor_token login_hint_token',
  ]
    .join(' ')
    .split(' '),
)

/** Who somebody is. */
const personalNames = new Set(
  [
    'address birthdate email family_name firstname formatted given_name identifier lastname locality login',
    'login_hint middle_name mobilephone nickname phone_number picture postal_code preferred_username primaryphone',
    'profile_name region secondemail street_address sub uid username displayname',
  ]
    .join(' ')
    .split(' '),
)

/** Whether the value under this name of a form, query, header or JSON member is replaced as a whole. */
export const isSecretName = (name: string): boolean => secretNames.has(name.toLowerCase())

/** Whether the value says who a person is. */
export const isPersonalName = (name: string): boolean => personalNames.has(name.toLowerCase())

/** Claims of a JWT that are shown; all others are hashed. */
export const shownClaims: ReadonlySet<string> = new Set(
  'iss aud exp iat nbf auth_time amr acr azp ver typ scp scope cid htm htu nonce token_type events at_hash c_hash'.split(
    ' ',
  ),
)
