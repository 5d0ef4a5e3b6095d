import type { IncomingMessage, Server, ServerResponse } from 'node:http'

function isStreamOfEvents(response: ServerResponse): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')
}

/**
 * Prepares a server to be closed: streams of events never end by themselves, so they are cut at once (browsers connect
 * again to whoever serves then), while other answers get `graceMs` to finish.
 */
export function closeGracefully(server: Server, graceMs: number): () => Promise<void> {
  const open = new Set<ServerResponse>()
  let closing = false
  server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    open.add(response)
    response.once('close', () => {
      open.delete(response)
      // A connection that was kept alive for a next request would hold the server up.
      if (closing) setImmediate(() => server.closeIdleConnections())
    })
  })

  return () =>
    new Promise((resolve) => {
      closing = true
      const impatience = setTimeout(() => server.closeAllConnections(), graceMs)
      server.close(() => {
        clearTimeout(impatience)
        resolve()
      })
      for (const response of open) if (isStreamOfEvents(response)) response.destroy()
      server.closeIdleConnections()
    })
}
