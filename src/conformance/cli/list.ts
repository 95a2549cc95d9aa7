// `conformance list`: every check, for people and for tools.
import type { Check } from '../check.js'
import type { ClientCheck } from '../client-checks/client-check.js'
import { usualSeverity } from '../clients/severity.js'

const line = ({ id, title, level, needs }: Check): string =>
  `${id}  ${title} [${level}]${needs.length > 0 ? ` needs ${needs.join(', ')}` : ''}\n`

const clientLine = (check: ClientCheck): string => {
  const { id, title, levels, surfaces, needs = [] } = check
  const about = `[${levels.join(' ')}, ${usualSeverity(check).severity}, ${surfaces.join(' ')}]`
  return `${id}  ${title} ${about}${needs.length > 0 ? ` needs ${needs.join(', ')}` : ''}\n`
}

export const listText = (checks: readonly Check[], ofClients: readonly ClientCheck[]): string =>
  [
    ...checks.map(line),
    ...ofClients.map(clientLine),
    `${checks.length + ofClients.length} checks, ${ofClients.length} of them for --client\n`,
  ].join('')

const described = ({ id, title, level, profiles, sources, needs, differs, why }: Check) => ({
  id,
  title,
  level,
  profiles,
  sources,
  needs,
  targets: needs.includes('clock') || needs.includes('rate-limits') ? ['mock'] : ['mock', 'real'],
  ...(differs && { differs }),
  ...(why !== undefined && { why }),
})

/** Those that change nobody but the browser's own requests and answers work on an org that does what it should. */
const worksOnReal = (levels: ClientCheck['levels']): boolean =>
  levels.some((level) => ['O', 'Q', 'F', 'P'].includes(level))

const describedClient = (check: ClientCheck) => {
  const { id, title, topic, levels, surfaces, sources, needs = [], cwe, why } = check
  const { severity, reason } = usualSeverity(check)
  return {
    id,
    title,
    level: levels[0],
    levels,
    profiles: ['client'],
    topic,
    surfaces,
    severity,
    severityReason: reason,
    ...(typeof check.severity === 'function' && { severityDependsOn: 'the client’s flow' }),
    sources,
    needs,
    targets: worksOnReal(levels) ? ['mock', 'real'] : ['mock'],
    ...(cwe !== undefined && { cwe }),
    why,
  }
}

/** Everything but the functions; its schema is versioned. */
export const listJson = (checks: readonly Check[], ofClients: readonly ClientCheck[]): string =>
  `${JSON.stringify(
    { schema: 'mockta-conformance-list/1', checks: [...checks.map(described), ...ofClients.map(describedClient)] },
    undefined,
    2,
  )}\n`
