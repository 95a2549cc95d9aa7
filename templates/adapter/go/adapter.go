// An adapter of the conformance kit: one JSON object a line in, one out. Go 1.21 or newer, nothing to install: go run adapter.go
package main

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

type object = map[string]any

type config struct {
	Issuer, ClientID, ClientSecret, RedirectURI, Auth string
	Scopes                                            []string
	metadata                                          object
}

type login struct{ state, nonce, verifier string }

// rejected: reason is state nonce iss aud exp signature alg hash azp issuer token-response idp-error network other
type rejected struct{ reason, message string }

func (r rejected) Error() string { return r.message }

// ---- YOUR LIBRARY: startLogin and finishLogin. Replace what they do by what your application does. ----
// What stands here is the least that signs somebody in. It does NOT verify the ID token (signature, issuer, audience,
// expiry, nonce): the checks of ID tokens fail until your library does that, in finishLogin.

var client = http.Client{Timeout: 10 * time.Second}

func fetch(request *http.Request) (object, error) {
	response, err := client.Do(request)
	if err != nil {
		return nil, rejected{"network", err.Error()}
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, rejected{"idp-error", request.URL.String() + " answers " + response.Status}
	}
	var body object
	if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
		return nil, rejected{"token-response", err.Error()}
	}
	return body, nil
}

func get(address, bearer string) (object, error) {
	request, err := http.NewRequest("GET", address, nil)
	if err != nil {
		return nil, err
	}
	if bearer != "" {
		request.Header.Set("Authorization", "Bearer "+bearer)
	}
	return fetch(request)
}

func random() string {
	bytes := make([]byte, 32)
	rand.Read(bytes)
	return base64.RawURLEncoding.EncodeToString(bytes)
}

// startLogin gives the URL to sign in at, and what finishLogin has to know.
func startLogin(c config) (string, login) {
	kept := login{random(), random(), random()}
	challenge := sha256.Sum256([]byte(kept.verifier))
	query := url.Values{
		"client_id": {c.ClientID}, "response_type": {"code"}, "scope": {strings.Join(c.Scopes, " ")},
		"redirect_uri": {c.RedirectURI}, "state": {kept.state}, "nonce": {kept.nonce},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(challenge[:])}, "code_challenge_method": {"S256"},
	}
	return fmt.Sprint(c.metadata["authorization_endpoint"]) + "?" + query.Encode(), kept
}

// finishLogin gives the subject that is signed in now, or rejected.
func finishLogin(c config, kept login, callback string) (string, error) {
	parsed, err := url.Parse(callback)
	if err != nil {
		return "", err
	}
	answer := parsed.Query()
	if kept.state == "" || answer.Get("state") != kept.state {
		return "", rejected{"state", "another state than that of this session"}
	}
	if answer.Has("error") || !answer.Has("code") {
		return "", rejected{"idp-error", "no code: " + answer.Get("error")}
	}
	form := url.Values{"grant_type": {"authorization_code"}, "code": {answer.Get("code")},
		"redirect_uri": {c.RedirectURI}, "code_verifier": {kept.verifier}}
	if c.Auth != "client_secret_basic" {
		form.Set("client_id", c.ClientID)
	}
	if c.Auth == "client_secret_post" {
		form.Set("client_secret", c.ClientSecret)
	}
	request, err := http.NewRequest("POST", fmt.Sprint(c.metadata["token_endpoint"]), strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if c.Auth == "client_secret_basic" {
		request.SetBasicAuth(url.QueryEscape(c.ClientID), url.QueryEscape(c.ClientSecret))
	}
	tokens, err := fetch(request)
	if err != nil {
		return "", err
	}
	accessToken, _ := tokens["access_token"].(string)
	if idToken, _ := tokens["id_token"].(string); accessToken == "" || idToken == "" {
		return "", rejected{"token-response", "a token is missing"}
	}
	// Here your library verifies the ID token against kept.nonce and c.metadata["jwks_uri"].
	userinfo, err := get(fmt.Sprint(c.metadata["userinfo_endpoint"]), accessToken)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(userinfo["sub"]), nil
}

// ---- The protocol: nothing to change from here on. ----

type message struct {
	ID               int
	Op, Session, URL string
	config
}

func main() {
	var configured config
	sessions := map[string]login{}
	operate := func(m message) (object, error) {
		switch m.Op {
		case "hello":
			return object{"name": "my library", "lang": "go", "ops": []string{"configure", "authorize", "callback", "userinfo"}}, nil
		case "configure":
			configured = m.config
			metadata, err := get(m.Issuer+"/.well-known/openid-configuration", "")
			configured.metadata = metadata
			return object{}, err
		case "authorize":
			url, kept := startLogin(configured)
			sessions[m.Session] = kept
			return object{"url": url}, nil
		case "callback":
			kept := sessions[m.Session]
			delete(sessions, m.Session)
			sub, err := finishLogin(configured, kept, m.URL)
			var no rejected
			if errors.As(err, &no) {
				return object{"outcome": "rejected", "error": object{"message": no.message, "reason": no.reason}}, nil
			}
			return object{"outcome": "accepted", "sub": sub}, err
		}
		return nil, errors.New("no such operation: " + m.Op)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var m message
		err := json.Unmarshal(lines.Bytes(), &m)
		reply := object{}
		if err == nil {
			reply, err = operate(m)
		}
		if err != nil {
			reply = object{"ok": false, "error": err.Error()}
		} else {
			reply["ok"] = true
		}
		reply["id"] = m.ID
		out.Encode(reply)
	}
}
