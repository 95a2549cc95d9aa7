// The floor for starting and for documents: the smallest Fastify that answers JSON of the size of a discovery document.
import fastify from 'fastify'

const app = fastify()
const text = JSON.stringify({ hello: 'w'.repeat(2400) })
app.get('/*', (_request, reply) => reply.type('application/json').send(text))
const url = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`floor ready ${JSON.stringify({ url })}\n`)
