// The file of --client: which client is under test, and how it is driven. One shape for each kind.
import { type Static, type TSchema, Type } from '@sinclair/typebox'
import type { Surface } from '../../client-checks/client-check.js'

const text = Type.String({ minLength: 1 })
const url = Type.String({ pattern: '^https?://[^/]+' })
const closed = { additionalProperties: false }
const optional = Type.Optional
const oneOf = <T extends string>(...values: readonly T[]) => Type.Union(values.map((value) => Type.Literal(value)))
const about = <S extends TSchema>(schema: S, description: string): S => ({ ...schema, description })

/** What every kind has: who the client is at the org. */
const registration = {
  name: optional(about(text, 'Shown in reports.')),
  issuer: optional(
    about(
      url,
      'The issuer that the client is configured with. Default on a mock of the kit’s own: http://localhost:6582.',
    ),
  ),
  client_id: optional(about(text, 'As registered at the org. Default: an app that the kit registers at its mock.')),
  client_secret: optional(about(text, '$NAME reads the environment.')),
  token_endpoint_auth_method: optional(
    oneOf('client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'),
  ),
  private_key_file: optional(about(text, 'A JWK or PEM, for private_key_jwt; from the file’s own folder.')),
  scopes: optional(Type.Array(text, { minItems: 1 })),
  post_logout_redirect_uris: optional(Type.Array(text)),
}

/** Another issuer that people of the same client sign in at: the kit starts a second mock for it. */
const secondIssuer = {
  issuer: optional(
    about(url, 'As the client knows it. Default: told by --exec or the adapter, else http://localhost:6584.'),
  ),
  callback: optional(
    about(
      url,
      'Where that issuer sends people back to. Default: for a library another than the first’s, else the same.',
    ),
  ),
  client_id: optional(about(text, 'As registered there. Default: an app that the kit registers.')),
  client_secret: optional(about(text, '$NAME reads the environment.')),
}
const aboutSecond = { ...closed, description: 'A second issuer that the client is configured with.' }

/** What people see in a browser. */
const pages = {
  start: about(url, 'Where a login starts.'),
  callback: about(url, 'Where the org sends the person back to: the redirect URI.'),
  returnTo: optional(about(text, 'Name of the parameter of `start` that says where to go after the login.')),
  logout: optional(about(url, 'Where the app ends a session.')),
  refresh: optional(about(url, 'Something that makes the app use its refresh token.')),
  api: optional(about(url, 'Something that makes the app call the org’s API, or userinfo, with its access token.')),
  userinfo: optional(about(Type.Boolean(), 'Whether the app asks for userinfo.')),
  timeout: optional(
    about(Type.Number({ exclusiveMinimum: 0 }), 'Seconds after which the app gives up waiting for the org.'),
  ),
}

const looks = {
  status: optional(Type.Union([Type.Integer(), Type.Array(Type.Integer(), { minItems: 1 })])),
  json: optional(
    about(text, 'Path to a text in the JSON body: `email`, `$.user.sub`. Signed in, it names the person.'),
  ),
  text: optional(about(text, 'A regular expression over the body. Signed in, its first group names the person.')),
}

const urlProbe = Type.Object(
  { url, signedIn: Type.Object(looks, closed), signedOut: Type.Object(looks, closed) },
  { ...closed, description: 'A URL that tells who is signed in.' },
)
const selectorProbe = Type.Object(
  {
    selector: about(text, 'A CSS selector: the element’s text names the person; without it nobody is signed in.'),
    signedOut: optional(
      about(
        text,
        'A CSS selector of something that is there while nobody is signed in. With it, a blank page says nothing.',
      ),
    ),
    page: optional(
      about(
        url,
        'Where to look if the page on which a login ends shows nobody. Default: the root of the callback’s origin.',
      ),
    ),
  },
  closed,
)

const web = Type.Object(
  {
    client: Type.Object(
      {
        kind: Type.Literal('web'),
        ...registration,
        ...pages,
        second_issuer: optional(
          Type.Object({ start: about(url, 'Where a login at that issuer starts.'), ...secondIssuer }, aboutSecond),
        ),
      },
      closed,
    ),
    /** Without it the first page is watched for somebody's name. */
    probe: optional(urlProbe),
  },
  closed,
)

const { start: _start, callback: _callback, ...otherPages } = pages

/** A web app of which no more than the address has to be known: a login is looked for there. */
export const webByAddressSchema = Type.Object(
  {
    client: Type.Object(
      {
        kind: Type.Literal('web'),
        ...registration,
        url: about(url, 'Where the app answers: where its logins start and end is found out.'),
        ...otherPages,
      },
      closed,
    ),
    probe: optional(urlProbe),
  },
  closed,
)
/** The content of such a file. */
export type WebByAddress = Static<typeof webByAddressSchema>

const spa = Type.Object(
  {
    client: Type.Object({ kind: Type.Literal('spa'), ...registration, ...pages }, closed),
    probe: Type.Union([urlProbe, selectorProbe]),
  },
  closed,
)

const library = Type.Object(
  {
    client: Type.Object(
      {
        kind: Type.Literal('library'),
        ...registration,
        callback: optional(pages.callback),
        command: optional(
          about(text, 'Starts the adapter, which speaks JSON Lines over its standard input and output.'),
        ),
        url: optional(about(url, 'Where the adapter answers POST /<op> instead.')),
        response_type: optional(text),
        pkce: optional(Type.Boolean()),
        second_issuer: optional(Type.Object(secondIssuer, aboutSecond)),
      },
      closed,
    ),
  },
  closed,
)

const trigger = Type.Union([
  Type.Object({ url }, closed),
  Type.Object({ command: about(text, 'Makes one API call; exit code 0: it worked.') }, closed),
  Type.Object({ adapter: about(text, 'Starts an adapter, which is asked for API calls.') }, closed),
])

const service = Type.Object(
  {
    client: Type.Object(
      {
        kind: Type.Literal('service'),
        ...registration,
        trigger: about(trigger, 'How one API call of the app is triggered.'),
        dpop: optional(Type.Boolean()),
      },
      closed,
    ),
  },
  closed,
)

/** The file's shape, by kind. */
export const clientFileSchemas = { web, spa, library, service } as const satisfies Readonly<Record<Surface, TSchema>>

/** For editors, and for the schema that ships with the package. */
export const clientFileSchema = Type.Union([...Object.values(clientFileSchemas), webByAddressSchema], {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A client under test, for conformance --client',
})

/** One kind's content, checked. */
export type FileOf<Kind extends Surface> = Static<(typeof clientFileSchemas)[Kind]>
/** The content of any kind. */
export type ClientContent = { [Kind in Surface]: FileOf<Kind> }[Surface]
