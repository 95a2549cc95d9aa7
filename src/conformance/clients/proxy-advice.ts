// Proxies that a machine is set up to use, and the kit does not: it speaks to apps and orgs itself.
const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'] as const

/** For whoever gets no answer; undefined where no proxy is set up. */
export const proxyAdvice = (env: Readonly<Record<string, string | undefined>>): string | undefined => {
  const set = names.flatMap((name) => [name, name.toLowerCase()]).find((name) => env[name])
  return set && `${set} is set, and the kit does not use it: what it tests has to answer without a proxy`
}
