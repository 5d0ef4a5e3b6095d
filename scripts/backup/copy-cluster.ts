import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { copyFolder } from './copy-folder.ts'

/** What a copy must not have, or need not (PostgreSQL's manual, "Making a Base Backup Using the Low Level API"). */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const leftOut =
  /^(postmaster\.(pid|opts)|backup_label|tablespace_map)$|(^|\/)(pgsql_tmp[^/]*|pg_internal\.init)$/
const walFile = /^[0-9A-F]{24}$/

const started = z.tuple([z.object({ file: z.string() })])
const stopped = z.tuple([z.object({ file: z.string(), label: z.string(), tablespaces: z.string() })])
const folderRow = z.tuple([z.object({ folder: z.string() })])

/** Keeps the folders that must exist, without what is in them. */
function isWanted(relative: string): boolean {
  const [top = '', below] = relative.split(path.sep)
  return !(emptied.has(top) && below !== undefined) && !leftOut.test(relative.split(path.sep).join('/'))
}

/**
 * Copies a running server's whole cluster into a folder that does not exist yet, as of the moment this ends: its files, and
 * the write-ahead log that makes them one state again. Users of the server notice nothing.
 */
export async function copyCluster(databaseUrl: string, cluster: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'huafang-backup' })
  await client.connect()
  try {
    const { rows } = await client.query(`SELECT current_setting('data_directory') AS folder`)
    const [{ folder }] = folderRow.parse(rows)
    if (path.resolve(folder) !== path.resolve(cluster))
      throw new Error(`the server keeps its data in ${folder}`)

    // Both end with this session, however it ends. The slot keeps the log from being recycled while files are copied.
    await client.query(`SELECT pg_create_physical_replication_slot('huafang_backup', true, true)`)
    const begin = await client.query(
      `SELECT pg_walfile_name(pg_backup_start('huafang', fast => true)) AS file`,
    )
    const [{ file: first }] = started.parse(begin.rows)
    await copyFolder(cluster, to, { wanted: isWanted })
    const end = await client.query(`
      SELECT pg_walfile_name(lsn) AS file, labelfile AS label, spcmapfile AS tablespaces
      FROM pg_backup_stop(wait_for_archive => false)`)
    const [{ file: last, label, tablespaces }] = stopped.parse(end.rows)

    await writeFile(path.join(to, 'backup_label'), label, { mode: 0o600, flush: true })
    if (tablespaces !== '') throw new Error('the server has tablespaces outside of its folder')
    await copyLog(path.join(cluster, 'pg_wal'), path.join(to, 'pg_wal'), first, last)
  } finally {
    await client.end()
  }
}

async function copyLog(from: string, to: string, first: string, last: string): Promise<void> {
  const files = (await readdir(from)).filter((name) => walFile.test(name) && name >= first && name <= last)
  if (!files.includes(first) || !files.includes(last)) {
    throw new Error(`the write-ahead log from ${first} to ${last} is not whole`)
  }
  await copyFolder(from, to, { wanted: (name) => files.includes(name) })
}
