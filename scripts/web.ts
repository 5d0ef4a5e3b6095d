// npm run web: the website alone. Next has a server of its own, but only ours can say who called.
import { createServer } from 'node:http'
import process from 'node:process'
import next from 'next'
import { readSettings } from './launcher/settings.ts'
import { clientAddressOf } from './web/client-address.ts'
import { closeGracefully } from './web/close-server.ts'
import { observeAnswer } from './web/observe-answer.ts'
import { refuseRequest } from './web/refuse-request.ts'
import { staticFiles } from './web/static-files.ts'

process.env.NEXT_TELEMETRY_DISABLED ??= '1'
const dev = process.argv.includes('--dev')
const env = await readSettings({ dev })
if (!env.DATABASE_URL) {
  console.error(
    'DATABASE_URL is not set. `npm start` starts a database and all parts; a part alone must be told of one.',
  )
  process.exit(2)
}

const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT
const tracing = endpoint
  ? (await import('#lib/trace/start-tracing.ts')).startTracing({ service: 'huafang-web', endpoint })
  : null

// Half an hour for a picture of 50 MB on a line that is slow; one on which little comes is given up sooner (lib/uploads/incoming.ts),
// and so is every other body (lib/http/read-body.ts).
const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 66_000, requestTimeout: 1_800_000 })
const app = next({
  dev,
  dir: `${import.meta.dirname}/..`,
  hostname: 'localhost',
  port: env.PORT,
  httpServer: server,
})
await app.prepare()
const handle = app.getRequestHandler()
const close = closeGracefully(server, 5_000)
const answerStatic = dev ? () => false : staticFiles(`${import.meta.dirname}/../.next/static`)

server.on('request', (request, response) => {
  const refused = refuseRequest(request, env.isPublic)
  if (refused) {
    response.writeHead(refused.status, { 'content-type': 'text/plain; charset=utf-8' }).end(refused.sentence)
    return
  }
  observeAnswer(request, response)
  if (answerStatic(request, response)) return
  const address = clientAddressOf(request.socket.remoteAddress, request.headers, env.TRUSTED_PROXY_HOPS)
  request.headers['x-client-address'] = address
  if (env.TRUSTED_PROXY_HOPS === 0) {
    for (const name of ['for', 'host', 'proto', 'port']) delete request.headers[`x-forwarded-${name}`]
  }
  handle(request, response).catch((error: unknown) => {
    console.error(error)
    response.destroy()
  })
})

let closing: Promise<void> | undefined
async function stop() {
  closing ??= close()
  await closing
  await tracing?.stop()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

server.once('error', (error) => {
  console.error(`The website cannot listen on port ${env.PORT}: ${error.message}`)
  process.exit(1)
})
server.listen({ port: env.PORT, host: env.isPublic ? undefined : '127.0.0.1' })
