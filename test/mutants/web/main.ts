// The reference web app as a process: it reads what `--exec` sets, and listens at PORT. `node main.js FLAW…`
import { type WebFlaw, webFlaws } from './flaws.js'
import { startWebApp } from './web-app.js'

const { env } = process
const scopes = ['openid', 'profile', 'email', 'offline_access']

const registrationAt = (prefix: string) => ({
  issuer: env[`${prefix}ISSUER`] ?? '',
  clientId: env[`${prefix}CLIENT_ID`] ?? '',
  clientSecret: env[`${prefix}CLIENT_SECRET`] ?? '',
  scopes,
  timeoutMs: 60_000,
})

const isFlaw = (word: string): word is WebFlaw => Object.hasOwn(webFlaws, word)
const hasSecond = env.OKTA_SECOND_ISSUER !== undefined

await startWebApp(
  {
    ...registrationAt('OKTA_'),
    port: Number(env.PORT ?? 0),
    ...(hasSecond && { second: registrationAt('OKTA_SECOND_') }),
  },
  new Set(process.argv.slice(2).filter(isFlaw)),
)
