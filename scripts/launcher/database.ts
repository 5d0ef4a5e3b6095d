import path from 'node:path'
import process from 'node:process'
import { type EmbeddedServer, startEmbeddedPostgres } from '../embedded-postgres/server.ts'

export const databaseName = 'huafang'

/** The folder of the embedded server within the data folder. */
export function postgresFolder(dataFolder: string): string {
  return path.join(dataFolder, 'postgres')
}

export interface SiteDatabase {
  url: string
  stop: () => Promise<void>
}

/**
 * Keeps the embedded server running: when it dies it is started again, on the same port, where the others look for it.
 * Call it under the data folder's lock.
 */
export async function keepDatabase(
  dataFolder: string,
  { say, onGivenUp }: { say: (line: string) => void; onGivenUp: (reason: string) => void },
): Promise<SiteDatabase> {
  const folder = postgresFolder(dataFolder)
  let server: EmbeddedServer = await startEmbeddedPostgres({ folder })
  const url = server.url(databaseName)
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()

  async function restart(): Promise<void> {
    say('The embedded database ended and is started again')
    server = await startEmbeddedPostgres({ folder })
    if (server.url(databaseName) !== url) throw new Error('its port was taken meanwhile')
    watch()
  }

  function watch(): void {
    void server.ended.then(() => {
      if (stopping) return
      restarting = restart().catch((error: unknown) => {
        onGivenUp(
          `The embedded database does not come back: ${error instanceof Error ? error.message : error}`,
        )
      })
    })
  }

  watch()
  process.env.DATABASE_URL = url
  return {
    url,
    stop: async () => {
      stopping = true
      await restarting
      await server.stop()
    },
  }
}
