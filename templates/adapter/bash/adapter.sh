#!/usr/bin/env bash
# An adapter of the conformance kit: one JSON object a line in, one out. Needs bash 4, jq, curl and openssl.
set -ufo pipefail

declare -A state nonce verifier
rejected() { jq -cn --arg reason "$1" --arg message "$2" '{ok: true, outcome: "rejected", error: {$reason, $message}}'; }
configured() { jq -r --arg name "$1" '.[$name] // empty' <<<"$config"; }
endpoint() { jq -r --arg name "$1" '.[$name]' <<<"$metadata"; }
random() { openssl rand 32 | basenc --base64url | tr -d '='; }
encoded() { jq -rn --arg text "$1" '$text | @uri'; }

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

# Prints the URL to sign in at, for the state, nonce and verifier of $session.
start_login() {
  local challenge
  challenge=$(printf %s "${verifier[$session]}" | openssl dgst -sha256 -binary | basenc --base64url | tr -d '=')
  printf '%s?client_id=%s&response_type=code&scope=%s&redirect_uri=%s&state=%s&nonce=%s&code_challenge=%s&code_challenge_method=S256' \
    "$(endpoint authorization_endpoint)" "$(encoded "$(configured clientId)")" \
    "$(encoded "$(jq -r '.scopes | join(" ")' <<<"$config")")" "$(encoded "$(configured redirectUri)")" \
    "${state[$session]}" "${nonce[$session]}" "$challenge"
}

# Prints the answer to "callback": who is signed in now, or why nobody is.
finish_login() {
  [ -n "${state[$session]:-}" ] && [ "$(parameter state)" = "${state[$session]}" ] ||
    { rejected state 'another state than that of this session'; return; }
  [ -n "$(parameter code)" ] && [ -z "$(parameter error)" ] || { rejected idp-error "$(parameter error)"; return; }
  local tokens userinfo authentication
  if [ "$(configured auth)" = client_secret_basic ]; then
    authentication=(--user "$(encoded "$(configured clientId)"):$(encoded "$(configured clientSecret)")")
  else
    authentication=(--data-urlencode "client_id=$(configured clientId)")
    [ "$(configured auth)" = none ] || authentication+=(--data-urlencode "client_secret=$(configured clientSecret)")
  fi
  tokens=$(curl --silent --fail --max-time 10 "$(endpoint token_endpoint)" "${authentication[@]}" \
    --data grant_type=authorization_code --data-urlencode "code=$(parameter code)" \
    --data-urlencode "redirect_uri=$(configured redirectUri)" --data "code_verifier=${verifier[$session]}") ||
    { rejected idp-error "the token endpoint refuses: curl ends with $?"; return; }
  jq -e '.access_token and .id_token' <<<"$tokens" >/dev/null 2>&1 || { rejected token-response 'a token is missing'; return; }
  # Here your library verifies the ID token against ${nonce[$session]} and $(endpoint jwks_uri).
  userinfo=$(curl --silent --fail --max-time 10 "$(endpoint userinfo_endpoint)" \
    --header "Authorization: Bearer $(jq -r .access_token <<<"$tokens")") || { rejected network 'no userinfo'; return; }
  jq -c '{ok: true, outcome: "accepted", sub}' <<<"$userinfo"
}

# ---- The protocol: nothing to change from here on. ----

while IFS= read -r line; do
  session=$(jq -r '.session // empty' <<<"$line")
  case $(jq -r .op <<<"$line") in
    hello)
      reply='{"ok":true,"name":"my library","lang":"bash","ops":["configure","authorize","callback","userinfo"]}' ;;
    configure)
      config=$line
      if metadata=$(curl --silent --show-error --fail --max-time 10 "$(configured issuer)/.well-known/openid-configuration"); then
        reply='{"ok":true}'
      else
        reply='{"ok":false,"error":"no discovery document"}'
      fi ;;
    authorize)
      state[$session]=$(random) nonce[$session]=$(random) verifier[$session]=$(random)
      reply=$(jq -cn --arg url "$(start_login)" '{ok: true, $url}') ;;
    callback)
      answer=$(jq -r '.url | split("#")[0] | split("?")[1] // ""' <<<"$line")
      reply=$(finish_login)
      unset "state[$session]" ;;
    *)
      reply='{"ok":false,"error":"no such operation"}' ;;
  esac
  jq -c --argjson id "$(jq .id <<<"$line")" '{$id} + .' <<<"$reply"
done
