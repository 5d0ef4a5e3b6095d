import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findBinaries } from './binaries.ts'
import { findRunAs, handOver, letPass, type RunAs } from './run-as.ts'

/** What belongs to one embedded server, all inside one folder. */
export interface Cluster {
  folder: string
  dataFolder: string
  logFile: string
  portFile: string
  password: string
  runAs: RunAs
  postgres: string
}

function readOrMakePassword(file: string, clusterExists: boolean): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (clusterExists) throw new Error(`${file} is missing: it holds the password of the database beside it`)
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

/** Makes the cluster beside its place and moves it there when done: what a killed initdb leaves is never taken for one. */
function initialise(cluster: Cluster, initdb: string, passwordFile: string): void {
  const unfinished = `${cluster.dataFolder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  handOver(unfinished, cluster.runAs.owner)

  const [command = initdb, ...args] = [
    ...cluster.runAs.prefix,
    initdb,
    `--pgdata=${unfinished}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    // Not left to the system's locale: with LANG unset it would be SQL_ASCII, and with plain `C` no letter outside of
    // ASCII counts as one, so that Chinese text could be neither split nor searched.
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--lc-ctype=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ]
  const result = spawnSync(command, args, { cwd: '/', encoding: 'utf8' })
  if (result.status !== 0) {
    throw new Error(`The embedded database could not be made: ${result.stderr || result.error?.message}`)
  }
  renameSync(unfinished, cluster.dataFolder)
}

/** Opens the cluster in `folder`, making it at the first start. */
export async function openCluster(folder: string): Promise<Cluster> {
  const { initdb, postgres } = await findBinaries()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const dataFolder = path.join(folder, 'cluster')
  const passwordFile = path.join(folder, 'password')
  const exists = existsSync(path.join(dataFolder, 'PG_VERSION'))

  const cluster: Cluster = {
    folder,
    dataFolder,
    logFile: path.join(folder, 'log'),
    portFile: path.join(folder, 'port'),
    password: readOrMakePassword(passwordFile, exists),
    runAs: findRunAs(),
    postgres,
  }
  handOver(folder, cluster.runAs.owner)
  letPass(path.dirname(folder), cluster.runAs.owner)
  if (!exists) initialise(cluster, initdb, passwordFile)
  return cluster
}

/** The server's address for `database`. */
export function clusterUrl(password: string, port: number, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
}
