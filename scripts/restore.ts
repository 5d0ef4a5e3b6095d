// npm run -s restore -- FOLDER: makes the data of a site from a backup, in a data folder that has none yet.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { copyFolder } from './backup/copy-folder.ts'
import { manifestName, readManifest } from './backup/manifest.ts'
import { startEmbeddedPostgres } from './embedded-postgres/server.ts'
import { takeDataFolder } from './launcher/data-lock.ts'
import { databaseName, postgresFolder } from './launcher/database.ts'
import { dataFolder } from './launcher/settings.ts'
import { runSql } from './schema-engine/databases.mjs'

const usage = 'Usage: npm run -s restore -- FOLDER, where FOLDER was written by `npm run backup`'

/** The whole copy is made aside, so that one that was cut off is never taken for a site. */
async function restore(from: string): Promise<object> {
  const manifest = await readManifest(from)
  const to = dataFolder()
  const giveBack = await takeDataFolder(to, 'command')
  const draft = path.join(to, 'restore.unfinished')
  try {
    const parts = ['files', 'secrets.json', 'postgres']
    const taken = parts.filter((part) => part !== 'secrets.json' && existsSync(path.join(to, part)))
    if (taken.length > 0) throw new Error(`${to} has data already (${taken.join(', ')}): nothing was changed`)
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { mode: 0o700 })
    await copyFolder(from, draft, { wanted: (name) => name !== manifestName })
    // The database last: with it the folder becomes a site.
    for (const part of parts) {
      if (existsSync(path.join(draft, part))) renameSync(path.join(draft, part), path.join(to, part))
    }
    rmSync(draft, { recursive: true, force: true })
    // The first start replays the log that was copied along: better now than when people wait for the site.
    const server = await startEmbeddedPostgres({ folder: postgresFolder(to) })
    try {
      const { rows } = await runSql(
        server.url(databaseName),
        `SELECT (SELECT count(*) FROM users)::int AS users, (SELECT count(*) FROM images WHERE state = 'delivered')::int AS pictures`,
      )
      return { restored: to, databaseAt: manifest.databaseAt, files: manifest.files, ...rows[0] }
    } finally {
      await server.stop()
    }
  } finally {
    giveBack()
  }
}

const [folder, ...more] = process.argv.slice(2)
if (!folder || more.length > 0) {
  console.error(usage)
  process.exit(2)
}
try {
  console.log(JSON.stringify(await restore(path.resolve(folder))))
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
