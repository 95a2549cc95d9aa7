// Writes docs/oidf-coverage.md from the checks' sources: `npm run docs`.
import { writeFileSync } from 'node:fs'
import { notApplicable, type OidfModule, type OidfPlan, oidfModules } from './oidf-modules.js'
import { serverChecks } from './server-checks/index.js'

const plans: readonly (readonly [plan: OidfPlan, title: string])[] = [
  ['basic', 'Basic OP'],
  ['implicit', 'Implicit OP'],
  ['hybrid', 'Hybrid OP'],
  ['config', 'Config OP'],
  ['logout', 'RP-Initiated Logout OP'],
  ['fapi2', 'FAPI 2.0 Security Profile, in part'],
]

const intro = `# Coverage of the OpenID Foundation's modules

Which checks stand for which module of the OpenID Foundation's conformance suite (release 5.2.4). A check names the modules
among its sources; \`npm run docs\` writes this page from them. \`conformance --profile basic\` runs a plan's checks.

The kit is no certification: it is written after the suite's modules, not by the Foundation.
`

const list = (ids: readonly string[]): string => ids.map((id) => `\`${id}\``).join(', ')

/** The checks that name a module among their sources. */
export const checksFor = (module: OidfModule): readonly string[] =>
  serverChecks.filter(({ sources }) => sources.some(({ oidf }) => oidf === module)).map(({ id }) => id)

const modulesOf = (plan: OidfPlan): readonly OidfModule[] =>
  (Object.keys(oidfModules) as OidfModule[]).filter((module) =>
    (oidfModules[module] satisfies readonly OidfPlan[] as readonly OidfPlan[]).includes(plan),
  )

/** The page as it is checked in. */
export const coveragePage = (): string => {
  const tables = plans.map(([plan, title]) => {
    const rows = modulesOf(plan).map((module) => `| \`${module}\` | ${list(checksFor(module))} |`)
    return `\n## ${title}\n\n| module | checks |\n| --- | --- |\n${rows.join('\n')}\n`
  })
  const formPost = serverChecks.filter(({ profiles }) => profiles.includes('formpost')).map(({ id }) => id)
  const rest = notApplicable.map(({ name, reason }) => `| ${name} | ${reason} |`)
  return [
    intro,
    ...tables,
    '\n## Form Post OP\n\nIts three plans are the modules of Basic, Implicit and Hybrid once more with `response_mode=form_post`. What that changes is the way\n',
    `of the answer, which these check for every response type and for errors: ${list(formPost)}.\n`,
    `\n## Not applicable\n\n| plan | why |\n| --- | --- |\n${rest.join('\n')}\n`,
  ].join('')
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../../docs/oidf-coverage.md', import.meta.url), coveragePage())
}
