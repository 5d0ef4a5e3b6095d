import { setMaxListeners } from 'node:events'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { createSandbox } from './sandbox.ts'
import type { Settings } from './settings.ts'

export interface RunningSandbox {
  /** Without `/v1`: the base URL for the SDK is `${url}/v1`. */
  url: string
  /** Ends every connection at once, delayed answers and streams too. */
  close(): Promise<void>
}

/** Starts the stand-in for the OpenAI Images API. Port 0 takes a free one. */
export async function startSandbox(options: {
  port: number
  host?: string
  settings?: Partial<Settings>
}): Promise<RunningSandbox> {
  const sandbox = createSandbox(options.settings ?? {})
  // Every delayed answer listens for the end; hundreds at once are normal.
  setMaxListeners(0, sandbox.closing.signal)
  const host = options.host ?? '127.0.0.1'
  const server = createAdaptorServer({ fetch: createApp(sandbox).fetch, hostname: host })
  if (!('closeAllConnections' in server)) throw new Error('expected a plain HTTP server')
  // A connection that ends while a client sends its next request looks like a lost answer.
  server.keepAliveTimeout = 75_000
  await listen(server, options.port, host)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a network address')
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return {
    url: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        sandbox.closing.abort()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
