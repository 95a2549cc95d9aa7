import okta from '@okta/okta-sdk-nodejs'

const client = new okta.Client({ scopes: ['okta.users.read'] })
const users = await client.userApi.listUsers({ limit: 2 })
let n = 0
await users.each(() => {
  n += 1
})
