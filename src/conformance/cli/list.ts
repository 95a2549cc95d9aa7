// `conformance list`: every check, for people and for tools.
import type { Check } from '../check.js'

const line = ({ id, title, level, needs }: Check): string =>
  `${id}  ${title} [${level}]${needs.length > 0 ? ` needs ${needs.join(', ')}` : ''}\n`

export const listText = (checks: readonly Check[]): string => `${checks.map(line).join('')}${checks.length} checks\n`

/** Everything but the functions; its schema is versioned. */
export const listJson = (checks: readonly Check[]): string =>
  `${JSON.stringify(
    {
      schema: 'mockta-conformance-list/1',
      checks: checks.map(({ id, title, level, profiles, sources, needs, differs, why }) => ({
        id,
        title,
        level,
        profiles,
        sources,
        needs,
        targets: needs.includes('clock') || needs.includes('rate-limits') ? ['mock'] : ['mock', 'real'],
        ...(differs && { differs }),
        ...(why !== undefined && { why }),
      })),
    },
    undefined,
    2,
  )}\n`
