import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { databaseOf, runSql, withDatabase } from './schema-engine/databases.mjs'
import { openEngine } from './schema-engine/engine.mjs'

const folder = path.resolve(import.meta.dirname, '../prisma/migrations')

/** The folder of migrations as the engine wants to be told of it. */
function listMigrations() {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(path.join(folder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

async function createDatabaseIfMissing(databaseUrl: string): Promise<void> {
  const name = databaseOf(databaseUrl)
  try {
    await runSql(databaseUrl, 'SELECT 1')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === '3D000'
    if (!missing) throw error
    await runSql(withDatabase(databaseUrl, 'postgres'), `CREATE DATABASE "${name.replaceAll('"', '""')}"`)
  }
}

/**
 * Brings a database to the newest tables: those of the site, then the queue's. Does what `prisma migrate deploy` does,
 * with the same engine and the same table of applied migrations, but in this process, which saves a second. Several at
 * once do no harm: the engines take locks.
 * @throws Error with the engine's own words when a migration fails or failed before.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await createDatabaseIfMissing(databaseUrl)
  const { engine, close } = await openEngine(databaseUrl)
  try {
    await engine.applyMigrations({
      migrationsList: listMigrations(),
      filters: { externalTables: [], externalEnums: [] },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The database could not be migrated: ${reason}`, { cause: error })
  } finally {
    await close()
  }
  // Not above: a command imports this before the environment is complete.
  const { migrateQueue } = await import('#lib/queue/migrate-queue.ts')
  await migrateQueue(databaseUrl)
}
