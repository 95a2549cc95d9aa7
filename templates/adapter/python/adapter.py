"""An adapter of the conformance kit: one JSON object a line in, one out. Python 3.8 or newer, nothing to install."""
import base64, hashlib, json, secrets, sys
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen


class Rejected(Exception):
    """reason: state nonce iss aud exp signature alg hash azp issuer token-response idp-error network other"""
    def __init__(self, reason, message):
        super().__init__(message)
        self.reason = reason


# ---- YOUR LIBRARY: start_login and finish_login. Replace what they do by what your application does. ----
# What stands here is the least that signs somebody in. It does NOT verify the ID token (signature, issuer, audience,
# expiry, nonce): the checks of ID tokens fail until your library does that, in finish_login.

def fetch(url, headers={}, form=None):
    try:
        with urlopen(Request(url, form and urlencode(form).encode(), headers), timeout=10) as response:
            return json.load(response)
    except HTTPError as error:
        raise Rejected("idp-error", f"{url} answers {error.code}")
    except (OSError, ValueError) as error:
        raise Rejected("network", f"{url}: {error}")


def start_login(config):
    """The URL to sign in at, and what finish_login has to know."""
    kept = {"state": secrets.token_urlsafe(32), "nonce": secrets.token_urlsafe(32), "verifier": secrets.token_urlsafe(32)}
    challenge = base64.urlsafe_b64encode(hashlib.sha256(kept["verifier"].encode()).digest()).rstrip(b"=").decode()
    return config["metadata"]["authorization_endpoint"] + "?" + urlencode({
        "client_id": config["clientId"], "response_type": "code", "scope": " ".join(config["scopes"]),
        "redirect_uri": config["redirectUri"], "state": kept["state"], "nonce": kept["nonce"],
        "code_challenge": challenge, "code_challenge_method": "S256"}), kept


def finish_login(config, kept, url):
    """The subject that is signed in now, or Rejected."""
    answer = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    if kept is None or answer.get("state") != kept["state"]:
        raise Rejected("state", "another state than that of this session")
    if "error" in answer or "code" not in answer:
        raise Rejected("idp-error", answer.get("error", "no code"))
    body = {"grant_type": "authorization_code", "code": answer["code"], "redirect_uri": config["redirectUri"],
            "code_verifier": kept["verifier"]}
    headers = {}
    if config["auth"] == "client_secret_basic":
        pair = urlencode({config["clientId"]: config["clientSecret"]}).replace("=", ":", 1)
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        body["client_id"] = config["clientId"]
        if config["auth"] == "client_secret_post":
            body["client_secret"] = config["clientSecret"]
    tokens = fetch(config["metadata"]["token_endpoint"], headers, body)
    if "access_token" not in tokens or "id_token" not in tokens:
        raise Rejected("token-response", "a token is missing")
    # Here your library verifies tokens["id_token"] against kept["nonce"] and config["metadata"]["jwks_uri"].
    userinfo = fetch(config["metadata"]["userinfo_endpoint"], {"Authorization": "Bearer " + tokens["access_token"]})
    return userinfo["sub"]


# ---- The protocol: nothing to change from here on. ----

config, sessions = {}, {}


def answer(message):
    op, session = message["op"], message.get("session")
    if op == "hello":
        return {"name": "my library", "lang": "python", "ops": ["configure", "authorize", "callback", "userinfo"]}
    if op == "configure":
        config.update(message, metadata=fetch(message["issuer"] + "/.well-known/openid-configuration"))
        return {}
    if op == "authorize":
        url, sessions[session] = start_login(config)
        return {"url": url}
    if op == "callback":
        try:
            return {"outcome": "accepted", "sub": finish_login(config, sessions.pop(session, None), message["url"])}
        except Rejected as error:
            return {"outcome": "rejected", "error": {"message": str(error), "reason": error.reason}}
    raise ValueError("no such operation: " + op)


for line in sys.stdin:
    message = json.loads(line)
    try:
        reply = {"id": message["id"], "ok": True, **answer(message)}
    except Exception as error:
        reply = {"id": message["id"], "ok": False, "error": repr(error)}
    print(json.dumps(reply), flush=True)
