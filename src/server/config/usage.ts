// The texts of --help, one for each command.

const serve = `Usage: mockta [serve] [options]

Starts a mock of an Okta org: an authorization server and the API that takes its tokens.
Without --config it reads ./mockta.yaml, ./mockta.yml or ./mockta.json; without any of them it starts its built-in org.

Options (a flag wins over its environment variable):
  --config FILE       configuration in YAML or JSON                    MOCKTA_CONFIG
  --host HOST         address to listen on (127.0.0.1)                 MOCKTA_HOST
  --port PORT         port to listen on (6582); 0 takes a free one     MOCKTA_PORT
  --admin-host HOST   address of the admin listener (127.0.0.1)        MOCKTA_ADMIN_HOST
  --admin-port PORT   port of the admin listener (6583)                MOCKTA_ADMIN_PORT
  --url URL           the org's URL where it differs from the listener MOCKTA_URL
  --seed N            same ids, keys and secrets in every run          MOCKTA_SEED
  --tls               https, with a certificate made for this machine  MOCKTA_TLS
  --tls-cert FILE     https, with a certificate of your own (PEM)      MOCKTA_TLS_CERT
  --tls-key FILE      and its private key (PEM)                        MOCKTA_TLS_KEY
  --log-level LEVEL   trace debug info warn error fatal silent (info)  MOCKTA_LOG_LEVEL
  --quiet             only the ready line and errors                   MOCKTA_QUIET
  --help              this text
  --version           the version

Other commands:
  mockta init [DIR]   writes a commented mockta.yaml and a key pair
  mockta check FILE   says what is wrong with a configuration
  mockta token        prints an access token of a running mock

"mockta COMMAND --help" tells more.
`

const init = `Usage: mockta init [--force] [DIR]

Writes a commented mockta.yaml and the private key of its service app into DIR (default: here).
Nothing that exists is overwritten without --force.
`

const check = `Usage: mockta check FILE

Checks a configuration. Prints OK, or every problem with its line and key; exit code 0 or 2.
`

const token = `Usage: mockta token --client ID --scope "SCOPE …" [--user LOGIN] [--url URL]

Prints an access token of a running mock, for curl. --url is that of its admin listener
(http://localhost:6583, or MOCKTA_ADMIN_URL).
`

/** By command. */
export const usage = { serve, init, check, token } as const
