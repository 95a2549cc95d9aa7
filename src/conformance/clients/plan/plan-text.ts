// What a run of client checks would do, as far as that is known before the client was seen. Sends nothing.
import type { ClientCheck, ClientLevel } from '../../client-checks/client-check.js'
import type { ClientFile } from '../file/read-client-file.js'
import type { RequestCount } from './count-requests.js'

const levelsAt = (target: 'mock' | 'real', mitm: boolean): readonly ClientLevel[] => {
  if (target === 'mock') return ['O', 'Q', 'F', 'M']
  return mitm ? ['O', 'Q', 'F', 'P'] : ['O', 'Q', 'F']
}

/** The least intrusive level that the target offers. */
const levelOf = ({ levels }: ClientCheck, offered: readonly ClientLevel[]): ClientLevel | undefined =>
  levels.find((level) => offered.includes(level))

const meaning: Readonly<Record<ClientLevel, string>> = {
  O: 'only looks',
  Q: 'edits the authorization request',
  F: 'edits the answer on its way to the client',
  P: 'edits what the client fetches',
  M: 'makes the mock misbehave',
}

const minutes = (seconds: number): string => `${Math.max(1, Math.ceil(seconds / 60))} min`

const requestLines = ({ requests, total, budget, seconds }: RequestCount, mitm: boolean): readonly string[] => {
  const width = String(Math.max(0, ...requests.values())).length
  return [
    `About ${total} requests to the org, in ${minutes(seconds)} or more (counted with a client that does everything right; ${budget} are allowed):`,
    ...[...requests].map(([name, count]) => `  ${String(count).padStart(width)}  ${name}`),
    mitm
      ? 'What does not pass is run twice. Checks at level P and what the client itself asks the org come on top, and count too.'
      : 'What does not pass is run twice. What the client itself asks the org comes on top, and is not counted.',
    ...(total > budget ? [`More than the budget: --budget ${total}, or fewer checks with --only.`] : []),
    '',
  ]
}

/** Where the client would be tested. */
interface Place {
  readonly target: 'mock' | 'real'
  /** The kit stands between the client and a real org. */
  readonly mitm?: boolean
}

/** @param count of requests, where they can be counted and matter: on a real org */
export const clientPlanText = (
  file: ClientFile,
  checks: readonly ClientCheck[],
  { target, mitm = false }: Place,
  count?: RequestCount,
): string => {
  const { kind } = file.content.client
  const own = checks.filter(({ surfaces }) => surfaces.includes(kind))
  const offered = levelsAt(target, mitm)
  const groups = offered.map((level) => [level, own.filter((check) => levelOf(check, offered) === level)] as const)
  const out = own.filter((check) => levelOf(check, offered) === undefined)
  return [
    `Plan for ${file.path} (${kind}) with --target ${target}${mitm ? ' --mitm' : ''}; nothing has been sent.`,
    '',
    'Before any check: the probe on a fresh browser, and an ordinary login.',
    '',
    ...(count ? requestLines(count, mitm) : []),
    ...groups.flatMap(([level, found]) =>
      found.length === 0
        ? []
        : [
            `${level}  ${meaning[level]}: ${found.length} checks`,
            ...found.map(
              ({ id, title, needs = [] }) =>
                `  ${id}  ${title}${needs.length > 0 ? ` (only with ${needs.join(', ')})` : ''}`,
            ),
            '',
          ],
    ),
    ...(out.length === 0
      ? []
      : [
          `${out.length} checks need a mock${mitm || target === 'mock' ? '' : ' or --mitm'}: ${out.map(({ id }) => id).join(', ')}`,
          '',
        ]),
    `${checks.length - own.length} checks are not for ${kind} clients`,
    '',
  ].join('\n')
}
