// The floor for tokens: node:http that signs one RS256 JWT with jose a request and sends it as a redirect.
import { createServer } from 'node:http'
import { generateKeyPair, SignJWT } from 'jose'

const { privateKey } = await generateKeyPair('RS256')
const server = createServer(async (_request, response) => {
  const iat = Math.floor(Date.now() / 1000)
  const token = await new SignJWT({ ver: 1, sub: 'admin@example.com', scp: ['okta.users.read'], iat, exp: iat + 3600 })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(privateKey)
  response.writeHead(302, { location: `http://localhost:8080/#access_token=${token}` }).end()
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`floor ready ${JSON.stringify({ url: `http://localhost:${server.address().port}` })}\n`)
})
