// Rule 1: only the hosts that the run is about are spoken to, and never an admin console.
import { RuleBroken } from '../wire.js'
import type { Rule } from './rule.js'

const adminConsole = /-admin\.okta(preview|-emea|-gov)?\.(com|mil)$/

/** @param hosts host and port as URLs write them: `localhost:6582`, `example.okta.com` */
export const onlyHosts = (hosts: readonly string[]): Rule => ({
  before: ({ url }) => {
    const { host, hostname, protocol } = new URL(url)
    if (adminConsole.test(hostname)) throw new RuleBroken('hosts', `${hostname} is an admin console`)
    if (!/^https?:$/.test(protocol)) throw new RuleBroken('hosts', `${protocol} is not HTTP`)
    if (!hosts.includes(host)) throw new RuleBroken('hosts', `${host} is not one of ${hosts.join(', ')}`)
  },
})
