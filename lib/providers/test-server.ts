import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'

/** A server of a few lines that answers as a test tells it to: for what the sandbox, rightly, never says. */
export interface TestServer {
  url: string
  /** How many requests came in. */
  requests: () => number
  stop(): Promise<void>
}

const addressSchema = z.object({ port: z.number() })

export async function startTestServer(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<TestServer> {
  let count = 0
  const server = createServer((request, response) => {
    count += 1
    request.resume()
    answer(request, response, count)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = addressSchema.parse(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => count,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
