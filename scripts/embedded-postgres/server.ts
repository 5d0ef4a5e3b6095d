import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, clusterUrl, openCluster } from './cluster.ts'
import { findFreePort, isFree } from './free-port.ts'
import { guardServer } from './guard.ts'
import { clearLeftover, endServer } from './leftover.ts'

export interface EmbeddedServer {
  port: number
  pid: number
  url: (database: string) => string
  /** Fulfilled when the server has ended, for whatever reason. */
  ended: Promise<void>
  stop: () => Promise<void>
}

export interface EmbeddedServerOptions {
  /** Everything of the server is kept in here. */
  folder: string
  /** Lines of postgresql.conf, such as `fsync=off`. */
  settings?: readonly string[]
  /** Removed together with the server if this process dies without stopping it. */
  removeWhenOrphaned?: string
}

const startAttempts = 20

export function readPort(portFile: string): number | null {
  try {
    return Number.parseInt(readFileSync(portFile, 'utf8'), 10) || null
  } catch {
    return null
  }
}

/** The port of the last start if nobody took it since: other programs may have been told the address. */
async function choosePort(portFile: string): Promise<number> {
  const remembered = readPort(portFile)
  const port = remembered && (await isFree(remembered, '127.0.0.1')) ? remembered : await findFreePort()
  writeFileSync(portFile, `${port}\n`)
  return port
}

function spawnServer(cluster: Cluster, port: number, settings: readonly string[]): ChildProcess {
  const log = openSync(cluster.logFile, 'a', 0o600)
  const [command = cluster.postgres, ...args] = [
    ...cluster.runAs.prefix,
    cluster.postgres,
    '-D',
    cluster.dataFolder,
    '-p',
    String(port),
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings].flatMap(
      (setting) => ['-c', setting],
    ),
  ]
  // Detached: Ctrl-C must not reach the server before those who use it have closed their connections.
  const child = spawn(command, args, { cwd: '/', detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  return child
}

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function newLog(cluster: Cluster, fromByte: number): string {
  return readFileSync(cluster.logFile).subarray(fromByte).toString('utf8')
}

function logSize(cluster: Cluster): number {
  return statSync(cluster.logFile, { throwIfNoEntry: false })?.size ?? 0
}

/** Fulfilled with true when the server answers, with false when it ended first. */
async function waitUntilReady(child: ChildProcess, url: string): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    if (await accepts(url)) return true
    await delay(20)
  }
  return false
}

/**
 * Starts the embedded PostgreSQL of a folder; makes it first where there is none. Call it under the folder's lock: a
 * server that still runs there is taken for a dead owner's and ended.
 * @throws Error with the end of the server's log when it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const cluster = await openCluster(options.folder)
  for (let attempt = 1; ; attempt += 1) {
    await clearLeftover(cluster.dataFolder)
    const port = await choosePort(cluster.portFile)
    const logStart = logSize(cluster)
    const child = spawnServer(cluster, port, options.settings ?? [])
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.once('error', () => resolve())
    })
    const dismissGuard =
      child.pid === undefined
        ? () => {}
        : guardServer(child.pid, cluster.dataFolder, options.removeWhenOrphaned ?? '')

    if (
      child.pid !== undefined &&
      (await waitUntilReady(child, clusterUrl(cluster.password, port, 'postgres')))
    ) {
      const pid = child.pid
      void ended.then(dismissGuard)
      return {
        port,
        pid,
        url: (database) => clusterUrl(cluster.password, port, database),
        ended,
        stop: async () => {
          if (child.exitCode === null && child.signalCode === null) await endServer(pid)
          await ended
        },
      }
    }

    dismissGuard()
    const log = newLog(cluster, logStart)
    // Children of a killed server hold its shared memory a moment longer; a port may be taken between check and use.
    const passing = /lock file|shared memory|Address already in use/.test(log)
    if (!passing || attempt === startAttempts) {
      throw new Error(`The embedded database did not start (log: ${cluster.logFile}):\n${log.slice(-2_000)}`)
    }
    await delay(300)
  }
}
