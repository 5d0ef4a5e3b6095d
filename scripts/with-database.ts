import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { clusterUrl } from './embedded-postgres/cluster.ts'
import { readPort, startEmbeddedPostgres } from './embedded-postgres/server.ts'
import { lockHolder, takeDataFolder } from './launcher/data-lock.ts'
import { databaseName, postgresFolder } from './launcher/database.ts'
import { dataFolder, readSettings } from './launcher/settings.ts'
import { migrate } from './migrate.ts'
import { runSql } from './schema-engine/databases.mjs'

const siteStartsWithinMs = 30_000

/** The address of the server that a running site keeps; waits while it is still starting. */
async function findRunning(folder: string): Promise<string> {
  const postgres = postgresFolder(folder)
  const deadline = Date.now() + siteStartsWithinMs
  for (;;) {
    try {
      const password = readFileSync(path.join(postgres, 'password'), 'utf8').trim()
      const url = clusterUrl(password, readPort(path.join(postgres, 'port')) ?? 0, databaseName)
      await runSql(url, 'SELECT 1')
      return url
    } catch (error) {
      if (Date.now() > deadline) throw error
      await delay(100)
    }
  }
}

/**
 * Runs a command's `work` with DATABASE_URL set: to what it was, to the embedded server of the running site, or to one
 * that is started, migrated and stopped again. Modules that read the environment must be imported inside `work`.
 */
export async function withDatabase(work: () => Promise<void>): Promise<void> {
  const folder = dataFolder()
  let release = async () => {}
  if (!process.env.DATABASE_URL) {
    if (lockHolder(folder)?.purpose === 'site') process.env.DATABASE_URL = await findRunning(folder)
    else {
      const giveBack = await takeDataFolder(folder, 'command')
      try {
        const server = await startEmbeddedPostgres({ folder: postgresFolder(folder) })
        release = async () => {
          await server.stop()
          giveBack()
        }
        process.env.DATABASE_URL = server.url(databaseName)
        await migrate(process.env.DATABASE_URL)
      } catch (error) {
        await release()
        giveBack()
        throw error
      }
    }
  }
  try {
    process.env.LOG_LEVEL ||= 'warn'
    await readSettings()
    await work()
  } finally {
    await release()
  }
}
