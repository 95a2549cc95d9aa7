// `org:` the settings of the org itself.
import { Type } from '@sinclair/typebox'
import { oneOf } from './one-of.js'

export const org = Type.Object(
  {
    // One that is not 20 characters long is a warning of the rules: nothing depends on it.
    id: Type.Optional(
      Type.String({
        pattern: '^00o[0-9A-Za-z]+$',
        title: 'the id of the org: 20 characters, "00o" and 17 letters or digits',
        description: 'Generated from the seed where it is left out, and then the same in every run.',
      }),
    ),
    engine: Type.Optional(
      oneOf(['oie', 'classic'], 'the sign-in engine', {
        default: 'oie',
        description: 'What /.well-known/okta-organization says, and how the sign-in page is served.',
      }),
    ),
    publishAccessTokenKey: Type.Optional(
      Type.Boolean({
        title: 'true or false',
        default: true,
        description: 'Whether /keys lists the key of access tokens, as Okta does since 2024.03.',
      }),
    ),
    rateLimits: Type.Optional(
      Type.Union(
        [
          oneOf(['off', 'on'], 'off or on'),
          Type.Record(
            Type.String({ pattern: '^([A-Z]+(,[A-Z]+)* )?/' }),
            Type.Integer({ minimum: 1, title: 'requests a minute, at least 1' }),
            { additionalProperties: false },
          ),
        ],
        {
          title: 'off, on, or requests a minute by path',
          default: 'off',
          description:
            'For example { "/oauth2/v1/token": 150, "GET /api/v1/users/{id}$": 50 }: a path holds for everything below it, with $ for itself only; the most specific one counts.',
        },
      ),
    ),
  },
  { additionalProperties: false, title: 'the org', description: 'Settings of the org itself.' },
)
