// npm run -s backup -- FOLDER: a copy of the whole site (embedded database, pictures, secrets) while it works.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { copyCluster } from './backup/copy-cluster.ts'
import { copyFolder } from './backup/copy-folder.ts'
import { type Manifest, manifestName } from './backup/manifest.ts'
import { postgresFolder } from './launcher/database.ts'
import { dataFolder } from './launcher/settings.ts'
import { withDatabase } from './with-database.ts'

const usage = 'Usage: npm run -s backup -- FOLDER, where FOLDER does not exist yet'

async function backUp(target: string): Promise<Manifest> {
  const draft = `${target}.unfinished`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  const from = dataFolder()
  const cluster = path.join(postgresFolder(from), 'cluster')
  const startedAt = new Date()

  // The database first and the files after it: bytes are stored before any row names them and stay there, so that every
  // row of the copy finds its bytes. Files that are newer than the rows do no harm.
  await copyCluster(process.env.DATABASE_URL ?? '', cluster, path.join(draft, 'postgres/cluster'))
  const databaseAt = new Date()
  await copyFile(path.join(postgresFolder(from), 'password'), path.join(draft, 'postgres/password'))
  const files = path.join(from, 'files')
  const copied = existsSync(files)
    ? await copyFolder(files, path.join(draft, 'files'))
    : { files: 0, bytes: 0 }
  const secrets = path.join(from, 'secrets.json')
  if (existsSync(secrets)) await copyFile(secrets, path.join(draft, 'secrets.json'))

  const manifest: Manifest = {
    huafangBackup: 1,
    startedAt: startedAt.toISOString(),
    databaseAt: databaseAt.toISOString(),
    finishedAt: new Date().toISOString(),
    postgresMajor: readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim(),
    ...copied,
  }
  await writeFile(path.join(draft, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true })
  renameSync(draft, target)
  return manifest
}

const [folder, ...more] = process.argv.slice(2)
if (!folder || more.length > 0) {
  console.error(usage)
  process.exit(2)
}
const target = path.resolve(folder)
try {
  await import('./launcher/load-env-file.ts')
  if (process.env.DATABASE_URL) {
    throw new Error(
      'DATABASE_URL is set: back up your own PostgreSQL by its own means, and then the files (docs/operations.md)',
    )
  }
  if (existsSync(target)) throw new Error(`${target} exists already`)
  await withDatabase(async () => {
    console.log(JSON.stringify(await backUp(target)))
  })
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
