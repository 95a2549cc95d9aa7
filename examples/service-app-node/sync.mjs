// A service app: no person signs in, it reads the org's users by Okta's SDK, which is configured by its environment alone.
import okta from '@okta/okta-sdk-nodejs'

const client = new okta.Client({
  scopes: ['okta.users.read'],
  // Milliseconds: by itself the SDK waits for as long as a rate limit lasts.
  requestExecutor: new okta.DefaultRequestExecutor({ requestTimeout: 10_000 }),
})
const users = await client.userApi.listUsers({ limit: 2 })
await users.each(({ profile }) => console.log(profile.login))
