#!/usr/bin/env bash
# An adapter of the conformance kit: one JSON object a line in, one out. Needs bash 4, jq, curl and openssl.
set -ufo pipefail

declare -A state nonce verifier
rejected() { jq -cn --arg reason "$1" --arg message "$2" '{ok: true, outcome: "rejected", error: {$reason, $message}}'; }
base64url() { base64 | tr '+/' '-_' | tr -d '=\n'; }
random() { openssl rand 32 | base64url; }

# parameter NAME: of the answer in $answer, a query string
parameter() {
  local pair
  for pair in ${answer//&/ }; do
    [ "${pair%%=*}" = "$1" ] || continue
    pair=${pair#*=}
    pair=${pair//+/ }
    printf '%b' "${pair//%/\\x}"
    return
  done
}

# ---- YOUR LIBRARY: start_login and finish_login. Replace what they do by what your application does. ----
# What stands here is the least that signs somebody in. It does NOT verify the ID token (signature, issuer, audience,
# expiry, nonce): the checks of ID tokens fail until your library does that, in finish_login.

# Prints the URL to sign in at, for the state, nonce and verifier of $session. $query is what never changes of it.
start_login() {
  local challenge
  challenge=$(printf %s "${verifier[$session]}" | openssl dgst -sha256 -binary | base64url)
  printf '%s?%s&response_type=code&state=%s&nonce=%s&code_challenge=%s&code_challenge_method=S256' \
    "$authorization_endpoint" "$query" "${state[$session]}" "${nonce[$session]}" "$challenge"
}

# Prints the answer to "callback": who is signed in now, or why nobody is.
finish_login() {
  local code error tokens userinfo authentication
  [ -n "${state[$session]:-}" ] && [ "$(parameter state)" = "${state[$session]}" ] ||
    { rejected state 'another state than that of this session'; return; }
  code=$(parameter code) error=$(parameter error)
  [ -n "$code" ] && [ -z "$error" ] || { rejected idp-error "$error"; return; }
  case $auth in
    client_secret_basic) authentication=(--user "$credentials") ;;
    client_secret_post) authentication=(--data-urlencode "client_id=$client_id" --data-urlencode "client_secret=$client_secret") ;;
    *) authentication=(--data-urlencode "client_id=$client_id") ;;
  esac
  tokens=$(curl --silent --fail --max-time 10 "$token_endpoint" "${authentication[@]}" \
    --data grant_type=authorization_code --data-urlencode "code=$code" \
    --data-urlencode "redirect_uri=$redirect_uri" --data "code_verifier=${verifier[$session]}") ||
    { rejected idp-error "the token endpoint refuses: curl ends with $?"; return; }
  jq -e '.access_token and .id_token' <<<"$tokens" >/dev/null 2>&1 || { rejected token-response 'a token is missing'; return; }
  # Here your library verifies the ID token against ${nonce[$session]} and $jwks_uri.
  userinfo=$(curl --silent --fail --max-time 10 "$userinfo_endpoint" \
    --header "Authorization: Bearer $(jq -r .access_token <<<"$tokens")") || { rejected network 'no userinfo'; return; }
  jq -c '{ok: true, outcome: "accepted", sub}' <<<"$userinfo"
}

# ---- The protocol: nothing to change from here on. ----

# Sets variables from the message in $line, quoted by jq.
configure() {
  eval "$(jq -r '@sh "issuer=\(.issuer) client_id=\(.clientId) client_secret=\(.clientSecret // "") auth=\(.auth)
    redirect_uri=\(.redirectUri) credentials=\("\(.clientId | @uri):\(.clientSecret // "" | @uri)")
    query=\("client_id=\(.clientId | @uri)&redirect_uri=\(.redirectUri | @uri)&scope=\(.scopes | join(" ") | @uri)")"' <<<"$line")"
  metadata=$(curl --silent --show-error --fail --max-time 10 "$issuer/.well-known/openid-configuration") || return
  eval "$(jq -r '@sh "authorization_endpoint=\(.authorization_endpoint) token_endpoint=\(.token_endpoint)
    userinfo_endpoint=\(.userinfo_endpoint) jwks_uri=\(.jwks_uri)"' <<<"$metadata")"
}

while IFS= read -r line; do
  eval "$(jq -r '@sh "id=\(.id) op=\(.op) session=\(.session // "") answer=\(.url // "" | split("#")[0] // "" | split("?")[1] // "")"' <<<"$line")"
  case $op in
    hello)
      reply='{"ok":true,"name":"my library","lang":"bash","ops":["configure","authorize","callback","userinfo"]}' ;;
    configure)
      if configure; then reply='{"ok":true}'; else reply='{"ok":false,"error":"no discovery document"}'; fi ;;
    authorize)
      state[$session]=$(random) nonce[$session]=$(random) verifier[$session]=$(random)
      reply=$(jq -cn --arg url "$(start_login)" '{ok: true, $url}') ;;
    callback)
      reply=$(finish_login)
      unset "state[$session]" ;;
    *)
      reply='{"ok":false,"error":"no such operation"}' ;;
  esac
  printf '{"id":%s,%s\n' "$id" "${reply#\{}"
done
