import pg from 'pg'
import { env } from '#lib/env.ts'
import { log, logApart } from '#lib/log.ts'

export interface Listener {
  close(): Promise<void>
}

const RECONNECT_MS = 1000

/**
 * Listens on a channel of the database for as long as the process lives, over a connection of its own.
 * A notification can be missed while it reconnects, so callers also look by themselves now and then; `onMessage(null)`
 * tells them that a connection was just made and something may have been missed.
 */
export function listen(channel: string, onMessage: (payload: string | null) => void): Listener {
  let closed = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: env.DATABASE_URL,
      keepAlive: true,
      application_name: 'huafang-listen',
    })
    client = next
    const lost = (err?: Error) => {
      if (client !== next || closed) return
      client = undefined
      log.warn({ err, channel }, 'lost the listening connection')
      next.end().catch(() => undefined)
      timer = setTimeout(start, RECONNECT_MS)
    }
    next.on('error', lost)
    next.on('end', () => lost())
    next.on('notification', (message) => onMessage(message.payload ?? ''))
    try {
      await next.connect()
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
      onMessage(null)
    } catch (error) {
      lost(error instanceof Error ? error : undefined)
    }
  }

  function start(): void {
    if (!closed) void connect()
  }

  logApart(start)
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
