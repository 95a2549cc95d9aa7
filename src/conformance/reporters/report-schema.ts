// The JSON report, described: schema/conformance-report.schema.json is written from this.
import { Type } from '@sinclair/typebox'
import { levels, profiles } from '../check.js'
import { clientLevels, severities, surfaces } from '../client-checks/client-check.js'
import { differenceClasses } from '../drift/compare.js'
import { verdicts } from '../result.js'

const closed = { additionalProperties: false }
const text = Type.String()
const count = Type.Integer({ minimum: 0 })
const oneOf = (values: readonly string[]) => Type.String({ enum: [...values] })
const pairs = Type.Array(Type.Array(text, { minItems: 2, maxItems: 2 }))

const source = Type.Object({ text, url: Type.Optional(text), oidf: Type.Optional(text) }, closed)

const finding = Type.Object(
  {
    severity: oneOf(['must', 'should']),
    what: text,
    expected: text,
    got: text,
    exchange: Type.Optional(Type.Integer({ minimum: 1, description: 'Number of the exchange that shows it.' })),
  },
  closed,
)

const exchange = Type.Object(
  {
    number: count,
    purpose: oneOf(['check', 'setup', 'sign-in']),
    between: Type.Optional(
      Type.Array(oneOf(['browser', 'client', 'org']), {
        minItems: 2,
        maxItems: 2,
        description: 'Who asked whom; left out: the kit asked the server.',
      }),
    ),
    durationMs: count,
    request: Type.Object(
      { method: text, url: text, headers: Type.Record(text, text), body: Type.Optional(text) },
      closed,
    ),
    response: Type.Optional(Type.Object({ status: Type.Integer(), headers: pairs, body: text }, closed)),
    failure: Type.Optional(text),
  },
  { ...closed, description: 'One request and its answer; secrets are replaced by a part of their hash.' },
)

const result = Type.Object(
  {
    id: text,
    title: text,
    level: Type.String({
      enum: [...levels, ...clientLevels],
      description: 'Of a server check what the sources demand, of a client check (O, Q, F, P, M) who was changed.',
    }),
    profiles: Type.Array(oneOf(profiles)),
    sources: Type.Array(source, { minItems: 1 }),
    verdict: oneOf(verdicts),
    reason: Type.Optional(text),
    differs: Type.Optional(Type.Object({ spec: text, okta: text }, closed)),
    why: Type.Optional(text),
    severity: Type.Optional(Type.Object({ rank: oneOf(severities), reason: text }, closed)),
    cwe: Type.Optional(Type.Integer({ minimum: 1 })),
    findings: Type.Array(finding),
    observations: Type.Array(Type.Object({ name: text, value: Type.Unknown() }, closed)),
    exchanges: Type.Array(exchange),
    reproduce: Type.Optional(text),
    deviation: Type.Optional(
      Type.Object({ reason: text, link: Type.Optional(text), until: Type.Optional(text) }, closed),
    ),
    durationMs: count,
  },
  closed,
)

const side = Type.Object(
  { kind: oneOf(['mock', 'real']), dialect: oneOf(['okta', 'openid']), engine: Type.Optional(text), recordedAt: text },
  closed,
)

const drift = Type.Object(
  {
    left: side,
    right: side,
    same: count,
    differences: Type.Array(
      Type.Object({ check: text, class: oneOf(differenceClasses), what: text, left: text, right: text }, closed),
    ),
  },
  closed,
)

export const reportSchema = Type.Object(
  {
    schema: Type.Literal('mockta-conformance-report/1'),
    kit: Type.Object({ name: Type.Literal('mockta'), version: text }, closed),
    target: Type.Object(
      {
        kind: oneOf(['mock', 'real']),
        issuer: text,
        dialect: oneOf(['okta', 'openid']),
        engine: Type.Optional(oneOf(['oie', 'classic'])),
      },
      closed,
    ),
    client: Type.Optional(
      Type.Object(
        {
          kind: oneOf(surfaces),
          name: text,
          file: text,
          line: Type.Integer({ minimum: 1 }),
          guessedProbe: Type.Optional(text),
          guessed: Type.Optional(
            Type.Object(
              { start: text, callback: text, file: text },
              {
                ...closed,
                description: 'Where logins start and end, found out from the address alone; a file that says so.',
              },
            ),
          ),
          diagnosis: Type.Optional(
            Type.String({ description: 'Why nothing can be said: then every check is blocked.' }),
          ),
          exchanges: Type.Optional(Type.Array(exchange)),
        },
        { ...closed, description: 'The client that was tested, in a run of client checks.' },
      ),
    ),
    seed: text,
    startedAt: text,
    durationMs: count,
    requests: count,
    cleanedUp: Type.Object({ revoked: count, left: count, removed: Type.Optional(count) }, closed),
    counts: Type.Object(Object.fromEntries(verdicts.map((verdict) => [verdict, count])), closed),
    exitCode: Type.Integer({ enum: [0, 1, 3, 4, 130] }),
    incidents: Type.Array(
      Type.Object(
        { kind: oneOf(['safety-rule', 'interrupted', 'unreachable', 'client', 'deviation', 'drift']), message: text },
        closed,
      ),
    ),
    drift: Type.Optional(drift),
    results: Type.Array(result),
  },
  {
    ...closed,
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Report of mockta’s conformance kit, version 1',
  },
)
