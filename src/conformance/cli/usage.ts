// The text of --help.

export const usage = `Usage: conformance [run] --target mock|real [options]
       conformance list [--json]
       conformance compare A.json B.json
       conformance adapter init --lang LANGUAGE [--dir .]
       conformance adapter check FILE|COMMAND
       conformance login --target real [--issuer URL] [--config FILE] [--i-own-this-org HOST]

Runs the same checks against the mock and against a real Okta org, and says where the two differ.
With --client it tests an app or a library that signs people in there: does it take forged, stale or broken answers?

Options of run:
  --target mock            a mock of its own in this process; with --issuer one that is running
  --target real            an Okta org or another OpenID provider: read-only, slow, and with a budget
  --issuer URL             where it is
  --admin URL              the admin listener of a running mock (the issuer's port + 1)
  --config FILE            apps, users and what else cannot be found out, in YAML or JSON
  --client FILE            tests the client that the file describes, in YAML or JSON
  --client URL             tests the web app there: the rest is guessed, and a file to save is printed
  --exec COMMAND           starts that client with OKTA_ISSUER, OKTA_CLIENT_ID, … in its environment, and ends it
  --accept-probe           what the kit guessed is right: where logins start, which page tells who is signed in
  --mitm                   a real org seems to misbehave: the kit stands between it and the client that it starts
  --i-own-this-org HOST    says that this org may be tested; required for --target real
  --provision              makes the apps and people that the checks need on the org, and removes them at the end
  --budget N               requests that a run against a real org may send (300)
  --ca FILE                a certificate authority to trust, PEM
  --plan                   says what a run would do and skip, and sends nothing
  --profile P,…            basic implicit hybrid config formpost logout okta service client
  --only ID,…              these checks, or all of a topic: --only token, --only CL-STATE
  --skip ID,…              not these
  --report FORMAT[=FILE]   text json junit tap sarif html md github; may be repeated
  --deviations FILE        what is known not to pass, why, and until when
  --record FILE            writes what was seen, redacted, to compare later runs with
  --compare FILE           compares with what was recorded
  --seed TEXT              the same made-up values in every run
  --verbose                with an entry for --deviations for each new problem
  --help, --version

Settings for --target real are read from OKTA_CLIENT_ORGURL, …CLIENTID, …PRIVATEKEY, …KEYID, …SCOPES, …TOKEN, ./.okta.env and ~/.okta/okta.yaml;
an app and a user to sign in from CONFORMANCE_CLIENT_ID, …CLIENT_SECRET, …REDIRECT_URI, …USERNAME, …PASSWORD, …TOTP_SECRET,
a second app and user from CONFORMANCE_SECOND_…, or all of it from --config.

conformance login opens a window in which a person signs in once; later runs use that session. CONFORMANCE_STATE_KEY encrypts
what is kept; CHROMIUM_PATH names the browser, for pages that need one.

Exit codes: 0 all as expected; 1 a failure, or a known deviation that no longer happens; 2 usage or configuration;
3 could not decide, or nothing ran; 4 stopped by a safety rule; 130 interrupted.
`
